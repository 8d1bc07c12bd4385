"""The desk as a web service: routes, security, serving."""
