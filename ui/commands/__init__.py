"""The commands of `refdesk`, by theme."""
