"""A listing page small enough to read, and the same as HTML."""

TOPIC = "Referral Mechanisms"
LISTING = """\
Skip to main content

Referral Mechanisms

Standard Operating Procedures for Lebanon

The procedures were drafted in Lebanon.They are short.
Country
Lebanon
Region
Middle East
North Africa
Authors
Markéta Von Hagen
Year
2013

The Way Forward. A Report

The report covers Kosovo1 , and “others”.
It has two lines.
Country
Worldwide
Region
Worldwide
Year
2012
Category

Trainer's manual

The manual covers ten areas.
Country
Worldwide
Region
Worldwide
Authors
Madis Vainomaa
Ivanka Heinzl
Year
2019
Category
"""
