"""Places of a single word, by which a value among countries and regions is told from a label the desk does not know."""

PLACES = frozenset(
    """
    Afghanistan Albania Algeria Andorra Angola Argentina Armenia Australia Austria Azerbaijan Bahamas Bahrain
    Bangladesh Barbados Belarus Belgium Belize Benin Bermuda Bhutan Bolivia Bosnia Botswana Brazil Brunei
    Bulgaria Burkina Burma Burundi Cambodia Cameroon Canada Chad Chile China Colombia Comoros Congo Croatia Cuba
    Cyprus Czechia Denmark Djibouti Dominica Ecuador Egypt England Eritrea Estonia Eswatini Ethiopia Fiji
    Finland France Gabon Gambia Georgia Germany Ghana Gibraltar Greece Greenland Grenada Guatemala Guernsey
    Guinea Guyana Haiti Herzegovina Honduras Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy
    Jamaica Japan Jersey Jordan Kazakhstan Kenya Kiribati Korea Kosovo Kurdistan Kuwait Kyrgyzstan Laos Latvia
    Lebanon Lesotho Liberia Libya Liechtenstein Lithuania Luxembourg Macau Macedonia Madagascar Malawi Malaysia
    Maldives Mali Malta Mauritania Mauritius Mexico Micronesia Moldova Monaco Mongolia Montenegro Morocco
    Mozambique Myanmar Namibia Nauru Nepal Netherlands Nicaragua Niger Nigeria Norway Oman Pakistan Palau
    Palestine Panama Paraguay Peru Philippines Poland Portugal Qatar Romania Russia Rwanda Samoa Scotland
    Senegal Serbia Seychelles Singapore Slovakia Slovenia Somalia Somaliland Spain Sudan Suriname Swaziland
    Sweden Switzerland Syria Taiwan Tajikistan Tanzania Thailand Tibet Togo Tonga Tunisia Turkey Turkmenistan
    Tuvalu Türkiye Uganda Ukraine Uruguay Uzbekistan Vanuatu Vatican Venezuela Vietnam Wales Yemen Zambia
    Zanzibar Zimbabwe Africa America Americas Antarctica Arctic Asia Australasia Balkans Balkan Caribbean
    Caucasus Europe Eurasia Global International Latin Levant Maghreb Mashreq Mediterranean Mekong Melanesia
    Multiple Oceania Pacific Polynesia Regional Sahel Scandinavia Schengen Worldwide
    """.split()
)
