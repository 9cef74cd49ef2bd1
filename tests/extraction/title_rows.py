"""Sentences of our own and the headline that each gives; of several events the first of the type named."""

from typing import NamedTuple

from app.domain.events import EventType


class Row(NamedTuple):
    """
    A text and the title of one of its events.

    Attributes:
        text: Paragraphs parted by blank lines.
        title: What the headline must be, letter by letter.
        type: Of the event meant; None for the first one.
    """

    text: str
    title: str
    type: EventType | None = None


ROWS = [
    Row(
        "Peru's foreign minister met her Chilean counterpart in Lima on Friday.",
        "Peru's foreign minister met her Chilean counterpart in Lima",
    ),
    Row(
        "On 18 January a Kenyan patrol fired on Ugandan fishermen on Lake Victoria.",
        "A Kenyan patrol fired on Ugandan fishermen on Lake Victoria",
    ),
    Row("Meanwhile, Brazil expelled two Bolivian diplomats on Monday.", "Brazil expelled two Bolivian diplomats"),
    Row('Sweden called the remarks "reckless and false" on Tuesday.', 'Sweden called the remarks "reckless and false"'),
    Row("Chad was accused by Sudan of arming the rebels on Monday.", "Chad was accused by Sudan of arming the rebels"),
    Row("Chad was accused by Sudan of arming the rebels on Monday.", "Chad allegedly armed the rebels", EventType.AID),
    Row(
        "Two Greek sailors were killed by Turkish gunfire on 3 March 2019.",
        "Two Greek sailors were killed by Turkish gunfire",
    ),
    Row("Norway denied that it had spied on Sweden on 4 March 2019.", "Norway denied that it had spied on Sweden"),
    Row(
        "Norway denied that it had spied on Sweden on 4 March 2019.",
        "Norway reportedly did not spy on Sweden",
        EventType.COERCE,
    ),
    Row("Iran allegedly shelled a Kuwaiti island on Monday.", "Iran allegedly shelled a Kuwaiti island"),
    Row(
        "The Philippine coast guard said on Tuesday that Chinese ships had rammed one of its boats.",
        "The Philippine coast guard said that Chinese ships had rammed one of its boats",
    ),
    Row(
        "The Philippine coast guard said on Tuesday that Chinese ships had rammed one of its boats.",
        "Chinese ships allegedly rammed one of the boats",
        EventType.ASSAULT,
    ),
    Row(
        "Poland, Latvia, Estonia and Lithuania signed a defence pact in Riga on Friday.",
        "Poland, Latvia and others signed a defence pact in Riga",
    ),
    Row(
        "Czechoslovakia and Hungary signed a treaty of friendship in Prague on 16 April 1949.",
        "Czechoslovakia and Hungary signed a treaty of friendship in Prague",
    ),
    Row("Hezbollah fired rockets at Israel on Sunday.", "Hezbollah fired rockets at Israel"),
    Row("Nigeria will send two hundred soldiers to Mali next month.", "Nigeria to send two hundred soldiers to Mali"),
    Row("Kenya plans to open an embassy in Jakarta in May.", "Kenya to open an embassy in Jakarta"),
    Row("If Ghana attacked Togo, France could send troops.", "France could send troops"),
    Row("The Soviet Union recognised Mongolia on 5 January 1946.", "Soviet Union recognised Mongolia"),
    Row(
        "India recalled its high commissioner and banned imports from Canada on Monday.",
        "India recalled its high commissioner",
    ),
    Row(
        "Argentina did not sign the agreement with Chile on Friday.", "Argentina did not sign the agreement with Chile"
    ),
    Row("Thailand and Cambodia clashed near the temple on Friday.", "Thailand and Cambodia clashed near the temple"),
    Row('Vietnam rejected the claim as "groundless".', 'Vietnam rejected the claim as "groundless"'),
    Row(
        "President Kenyatta visited Tanzania on Monday for talks on trade, security and the railway between the two ports.",
        "President Kenyatta visited Tanzania for talks on trade",
    ),
    Row(
        "The junta in Niamey expelled the French ambassador on Friday.",
        "The junta in Niamey expelled the French ambassador",
    ),
    Row("Chilean marines seized two Peruvian trawlers on 7 June 1978.", "Chilean marines seized two Peruvian trawlers"),
    Row(
        "Zambia's president told reporters on Monday that Rhodesia had bombed a refugee camp.",
        "Zambia's president told reporters that Rhodesia had bombed a refugee camp",
    ),
    Row(
        "Zambia's president told reporters on Monday that Rhodesia had bombed a refugee camp.",
        "Rhodesia allegedly bombed a refugee camp",
        EventType.ASSAULT,
    ),
    Row(
        "In a note handed over on Thursday, Bulgaria protested against Greek overflights.",
        "Bulgaria protested against Greek overflights",
    ),
    Row("Finland's prime minister said she would visit Estonia on 2 April 2019.", "Finland to visit Estonia"),
    Row(
        "Tito refused to attend the summit in Bucharest on 20 June 1948.",
        "Tito refused to attend the summit in Bucharest",
    ),
    Row("Bolivia broke off relations with Chile on 17 March 1978.", "Bolivia broke off relations with Chile"),
    Row(
        "Yugoslavia and Albania signed a customs union on 27 November 1946.",
        "Yugoslavia and Albania signed a customs union",
    ),
    Row("Zaire sent paratroops to Chad in July 1983.", "Zaire sent paratroops to Chad"),
    Row(
        "A Libyan airliner was shot down by Israeli fighters over Sinai on 21 February 1973.",
        "A Libyan airliner was shot down by Israeli fighters over Sinai",
    ),
    Row("Oman and Yemen are to open talks in Salalah on 3 April 2019.", "Oman and Yemen to open talks in Salalah"),
    Row("Egypt is expected to sign an accord with Sudan next week.", "Egypt to sign an accord with Sudan"),
    Row("Mali could expel the envoys of Guinea in May 2019.", "Mali could expel the envoys of Guinea"),
    Row("Boko Haram abducted 20 Cameroonian villagers on Sunday.", "Boko Haram abducted 20 Cameroonian villagers"),
    Row("The European Union imposed sanctions on Belarus on Monday.", "EU imposed sanctions on Belarus"),
    Row("On Monday, Angola accused Zaire of sheltering rebels.", "Angola accused Zaire of sheltering rebels"),
    Row(
        "Tunisia recalled its ambassador to Libya on Monday; Libya shrugged.",
        "Tunisia recalled its ambassador to Libya",
    ),
    Row("Cuban troops landed in Angola in November 1975, and South Africa withdrew.", "Cuban troops landed in Angola"),
    Row(
        "Cuban troops landed in Angola in November 1975, and South Africa withdrew.",
        "South Africa withdrew",
        EventType.RETREAT,
    ),
    Row(
        "Laos and Vietnam, which share a long border, signed a treaty of friendship on 18 July 1977.",
        "Laos and Vietnam signed a treaty of friendship",
    ),
    Row("Australia said on Friday it would send a frigate to the Gulf.", "Australia to send a frigate to the Gulf"),
    Row(
        "Lebanon asked Syria on Monday to withdraw its troops from the Bekaa.",
        "Lebanon asked Syria to withdraw its troops from the Bekaa",
    ),
    Row(
        "The king of Jordan received the Iraqi foreign minister in Amman on Sunday.",
        "The king of Jordan received the Iraqi foreign minister in Amman",
    ),
    Row("Ethiopian jets bombed Hargeisa on 12 July 1988.", "Ethiopian jets bombed Hargeisa"),
    Row(
        "Honduras and El Salvador fought a war over migrants in July 1969.",
        "Honduras and El Salvador fought a war over migrants",
    ),
    Row(
        "Senegal arrested 14 Gambian fishermen on Saturday, killing one of them.",
        "Senegal arrested 14 Gambian fishermen",
    ),
    Row(
        "Spain's ambassador, Luis Ortega, was summoned by Gibraltar's governor on Friday.",
        "Spain's ambassador was summoned by Gibraltar's governor",
    ),
    Row(
        "The leaders of Togo and Benin met in Lomé on Friday to discuss the border.",
        "Togo and Benin met in Lomé to discuss the border",
    ),
    Row(
        'Ukraine\'s foreign minister, Ivan Bondar, called the vote in Crimea "a farce at gunpoint" on Monday.',
        'Ukraine\'s foreign minister called the vote in Crimea "a farce at gunpoint"',
    ),
    Row("Ecuador offered Venezuela its help on Monday.", "Ecuador offered Venezuela its help"),
    Row("Rwandan and Congolese envoys held talks in Luanda on Friday.", "Rwanda and DR Congo held talks in Luanda"),
    Row(
        "The Dutch parliament voted on Thursday to recognise Armenia's claim.",
        "The Dutch parliament recognised Armenia's claim",
    ),
    Row(
        "Hundreds of Sudanese protesters burnt Ethiopian flags in Khartoum on Friday.",
        "Hundreds of Sudanese protesters burnt Ethiopian flags in Khartoum",
    ),
    Row("Canada suspended aid to Haiti on 3 March 2019, its foreign ministry said.", "Canada suspended aid to Haiti"),
    Row("Qatar lent Jordan 500 million dollars on Sunday.", "Qatar lent Jordan 500 million dollars"),
    Row(
        "The Philippines protested on Monday over the use of a water cannon by a Chinese ship.",
        "Philippines protested over the use of a water cannon by a Chinese ship",
    ),
    Row("Malaysia freed 11 Indonesian sailors on Friday.", "Malaysia freed 11 Indonesian sailors"),
    Row(
        "Somalia cut ties with Kenya on 15 December 2020 and gave its diplomats seven days to leave.",
        "Somalia cut ties with Kenya",
    ),
    Row(
        "India's army chief warned Nepal on Friday against building the road.",
        "India's army chief warned Nepal against building the road",
    ),
    Row(
        "France and Mexico condemned the coup in Bolivia on Monday.", "France and Mexico condemned the coup in Bolivia"
    ),
    Row(
        "Uganda has agreed to hand the rebels over to Rwanda, officials said on Monday.",
        "Uganda agreed to hand the rebels over to Rwanda",
    ),
    Row("In 1962 Algeria became independent of France.", "Algeria became independent of France"),
    Row(
        "Kazakhstan and Uzbekistan agreed on Friday on a common border.",
        "Kazakhstan and Uzbekistan agreed on a common border",
    ),
    Row(
        "Georgia was admitted to the Council of Europe on 27 April 1999.",
        "Georgia was admitted to the Council of Europe",
    ),
    Row("Iceland and Britain clashed over cod on 6 January 1976.", "Iceland and United Kingdom clashed over cod"),
    Row(
        "Nicaragua denied on Monday that its soldiers had crossed the San Juan river into Costa Rica.",
        "Nicaragua denied that its soldiers had crossed the San Juan river into Costa Rica",
    ),
    Row(
        "Armenia reportedly shelled an Azerbaijani village on Friday.",
        "Armenia allegedly shelled an Azerbaijani village",
    ),
    Row(
        "Swaziland's king said Lesotho must release the prisoners on 4 March 2019.",
        "Swaziland's king said Lesotho must release the prisoners",
    ),
    Row(
        "Panama threatened on Friday to close the canal to American warships.",
        "Panama threatened to close the canal to American warships",
    ),
    Row(
        "A Japanese freighter bound for Kuwait was hit by an Iranian missile on 9 May 1987.",
        "A Japanese freighter was hit by an Iranian missile",
    ),
    Row(
        "Guerrillas of the Polisario Front attacked a Mauritanian train on Tuesday.",
        "Guerrillas of the Polisario Front attacked a Mauritanian train",
    ),
    Row(
        "The UN Security Council demanded on Friday that Eritrea pull back.",
        "UN Security Council demanded that Eritrea pull back",
    ),
    Row(
        "Slovakia bought 14 Czech howitzers on Monday for use in Mali.",
        "Slovakia bought 14 Czech howitzers for use in Mali",
    ),
    Row(
        "Belgium will withdraw its soldiers from Niger by the end of May 2019.",
        "Belgium to withdraw its soldiers from Niger",
    ),
    Row(
        "Bangladesh and Myanmar signed a memorandum on Friday in the capital on the return of refugees to Rakhine.",
        "Bangladesh and Myanmar signed a memorandum in the capital on the return of refugees to Rakhine",
    ),
    Row("Croatia captured Knin on 5 August 1995.", "Croatia captured Knin"),
    Row("The Gambia withdrew from the Commonwealth on 3 October 2013.", "Gambia withdrew from the Commonwealth"),
    Row(
        'Lithuania expelled two Belarusian diplomats on Friday for "activities incompatible with their status".',
        'Lithuania expelled two Belarusian diplomats for "activities incompatible with their status"',
    ),
    Row(
        "Liberia was accused on Friday by Sierra Leone of smuggling diamonds.",
        "Liberia was accused by Sierra Leone of smuggling diamonds",
    ),
    Row(
        "Sri Lanka's navy detained 12 Indian fishermen off Jaffna on Saturday.",
        "Sri Lanka's navy detained 12 Indian fishermen off Jaffna",
    ),
    Row(
        "Kuwait expelled 14 Iranian diplomats on 20 July 2017 and closed the cultural office.",
        "Kuwait expelled 14 Iranian diplomats",
    ),
    Row(
        "Meanwhile, on Thursday, Serbia recalled its ambassador from Podgorica.",
        "Serbia recalled its ambassador from Podgorica",
    ),
    Row(
        "East Germany and Poland signed the Treaty of Zgorzelec on 6 July 1950.",
        "East Germany and Poland signed the Treaty of Zgorzelec",
    ),
    Row(
        "Bahrain, Oman, Jordan and Morocco condemned the attack on Saudi Arabia on Friday.",
        "Bahrain, Oman and others condemned the attack on Saudi Arabia",
    ),
    Row(
        "The Indonesian embassy in Port Moresby was stormed by students on 3 March 2019.",
        "The Indonesian embassy in Port Moresby was stormed by students",
    ),
    Row(
        "Turkish and Greek frigates collided near Rhodes on 12 August 2001.",
        "Turkish and Greek frigates collided near Rhodes",
    ),
    Row(
        "Romania's foreign minister flew to Sofia on Sunday to meet his Bulgarian counterpart.",
        "Romania's foreign minister flew to Sofia to meet his Bulgarian counterpart",
    ),
    Row(
        "The president of Ghana, who arrived on Monday, thanked Ivory Coast for its help on Tuesday.",
        "The president of Ghana thanked Ivory Coast for its help",
    ),
    Row(
        "The president of Ghana, who arrived on Monday, thanked Ivory Coast for its help on Tuesday.",
        "The president of Ghana arrived",
        EventType.CONSULT,
    ),
    Row("Pakistan attacked Afghan posts on Saturday and Afghanistan retaliated.", "Pakistan attacked Afghan posts"),
    Row(
        "Macedonia changed its name on 12 February 2019 under an accord with Greece.",
        "North Macedonia changed its name under an accord with Greece",
    ),
    Row(
        "Paraguay is to extradite two Brazilian bankers on 4 April 2019.", "Paraguay to extradite two Brazilian bankers"
    ),
    Row(
        "Madagascar demanded on Friday that France return the islands.",
        "Madagascar demanded that France return the islands",
    ),
    Row(
        "Italy asked Malta on Monday to reopen the port. Malta told it to wait until 3 April 2019.",
        "Italy asked Malta to reopen the port",
    ),
    Row(
        "Chad mistrusts Sudan. N'Djamena accused it on Friday of arming rebels.", "Chad accused Sudan of arming rebels"
    ),
    Row("Egypt sent arms to Mogadishu on Friday.", "Egypt sent arms to Mogadishu"),
    Row(
        "Israel carried out an act of sabotage against Iran on Friday, diplomats said.",
        "Israel carried out an act of sabotage against Iran",
    ),
    Row(
        "Peru, Chile and Bolivia signed the accord in St. George's Chapel on Monday.",
        "Peru, Chile and Bolivia signed the accord in St. George's Chapel",
    ),
    Row("Sudan was said to have shelled the Ethiopian post on Friday.", "Sudan allegedly shelled the Ethiopian post"),
    Row(
        "Austria may recall its envoy from Hungary, a paper reported on Monday.",
        "Austria may recall its envoy from Hungary",
    ),
    Row("Jordan denied on Friday having sent tanks to Syria.", "Jordan denied having sent tanks to Syria"),
    Row("Mongolia protested on Monday. Its ambassador left Beijing on Tuesday.", "Mongolia protested"),
    Row(
        "Mongolia protested on Monday. Its ambassador left Beijing on Tuesday.",
        "Mongolia's ambassador left Beijing",
        EventType.RETREAT,
    ),
    Row(
        "Two days later, the Finnish cabinet ordered its troops out of Lebanon.",
        "The Finnish cabinet ordered its troops out of Lebanon",
    ),
    Row(
        "In an agreement reached on Friday, Slovenia and Croatia ended their dispute over the bay.",
        "Slovenia and Croatia ended their dispute over the bay",
    ),
    Row(
        "Ghana's parliament, by 120 votes to 80, ratified the treaty with Nigeria on Tuesday.",
        "Ghana's parliament ratified the treaty with Nigeria",
    ),
]
