"""Short articles of many registers, written for these tests, with the dates that a reader would give their events."""

from typing import NamedTuple


class DatedText(NamedTuple):
    """An article, the day it was published, and for words of it the date of the event that they tell."""

    register: str
    published: str
    text: str
    dates: dict[str, str]


TEXTS = (
    DatedText(
        "encyclopaedia",
        "2015-06-10",
        """The Ogaden War, 1977-1978

Somalia became independent in 1960 and soon laid claim to the Ogaden. Border clashes in 1964 killed hundreds of people.

In July 1977 Somali troops invaded Ethiopia. They captured Jijiga on 12 September, and by October they held most of the region. The Soviet Union, which had armed both sides, cut off aid to Somalia in August. On 13 November Somalia expelled the Soviet advisers and broke off relations with Cuba. Later that month Cuba sent troops to Ethiopia.

The tide turned the following January. Ethiopian and Cuban forces attacked from Harar, and on 5 March they retook Jijiga. Four days later Siad Barre announced that his army would withdraw. The last Somali units left the Ogaden on 15 March.

Ethiopia and Somalia signed a peace agreement in April 1988. That same year Somalia stopped its support for the Ethiopian rebels.
""",
        {
            "invaded": "1977-07",
            "captured Jijiga": "1977-09-12",
            "cut off aid": "1977-08",
            "expelled": "1977-11-13",
            "broke off": "1977-11-13",
            "sent troops": "1977-11",
            "attacked from": "1978-01",
            "retook": "1978-03-05",
            "announced": "1978-03-09",
            "left the Ogaden": "1978-03-15",
            "signed": "1988-04",
            "stopped": "1988",
        },
    ),
    DatedText(
        "wire",
        "2016-01-05",
        """MANAMA, Jan 5 (Newswire) - Kuwait recalled its ambassador from Iran on Tuesday, two days after Saudi Arabia cut ties with Tehran, as the row over the execution of a Shi'ite cleric spread.

Bahrain and Sudan severed relations with Iran on Monday. The United Arab Emirates downgraded its ties the same day.

Saudi Arabia executed the cleric, Nimr al-Nimr, along with 46 other people on Saturday. Hours later protesters stormed the Saudi embassy in Tehran. Iran's president, Hassan Rouhani, condemned the attack on Sunday but said that the execution had violated human rights.

Turkey urged both countries to calm down. China has called for restraint.

Saudi Foreign Minister Adel al-Jubeir will visit Pakistan on Thursday. He had been due in Islamabad last Sunday, but put off the trip.

Riyadh had broken off relations with Tehran in 1988, after clashes during the haj the year before. They were restored in 1991.
""",
        {
            "recalled": "2016-01-05",
            "cut ties": "2016-01-03",
            "severed": "2016-01-04",
            "downgraded": "2016-01-04",
            "executed the": "2016-01-02",
            "stormed": "2016-01-02",
            "condemned": "2016-01-03",
            "urged": "2016-01-05",
            "will visit": "2016-01-07",
            "broken off": "1988",
        },
    ),
    DatedText(
        "chronology",
        "2014-09-06",
        """How the war in eastern Ukraine came to a truce

Key dates, by the Foreign Desk

March 18
Russia annexes Crimea. The United States and the European Union impose sanctions on Russian officials.

April 17
Russia, Ukraine, the United States and the European Union sign a statement in Geneva.

July 17
A Malaysian airliner is shot down over Donetsk. Ukraine accuses Russia of supplying the missile.

September 5
Ukraine and the rebels sign a ceasefire in Minsk. NATO leaders, meeting in Wales, promise Kiev help.
""",
        {
            "annexes": "2014-03-18",
            "impose": "2014-03-18",
            "sign a statement": "2014-04-17",
            "accuses": "2014-07-17",
            "sign a ceasefire": "2014-09-05",
        },
    ),
    DatedText(
        "live page",
        "2020-09-28",
        """Armenia and Azerbaijan fight over Karabakh: live

07:40 Armenia declares martial law. Azerbaijan says its forces have taken six villages.

09:15 Russia calls for an immediate ceasefire. Turkey backs Azerbaijan.

11:02 What happened yesterday: Azerbaijan shelled Stepanakert, and Armenia shot down two helicopters. The UN Security Council will meet on Tuesday.

12:30 Iran has offered to mediate. France asked for the meeting last night.
""",
        {
            "declares": "2020-09-28",
            "calls for": "2020-09-28",
            "backs": "2020-09-28",
            "shelled": "2020-09-27",
            "shot down": "2020-09-27",
            "will meet": "2020-09-29",
            "offered": "2020-09-28",
            "asked": "2020-09-27",
        },
    ),
    DatedText(
        "backgrounder",
        "2012-05-21",
        """Two Sudans, One Pipeline

South Sudan seceded in July 2011 after a referendum in January of that year. Talks in Addis Ababa over transit fees collapsed in November. In January Juba shut down oil production after accusing Khartoum of stealing its crude. Khartoum had begun to confiscate oil the month before.

The two armies clashed in Heglig in late March. South Sudan occupied the oilfield on April 10 and withdrew ten days later under international pressure. Sudan bombed the border town of Bentiu on April 23, a day after South Sudan had completed its pullout. Three days earlier President Omar al-Bashir had vowed to teach the South a lesson.

On May 2 the Security Council threatened both with sanctions if they did not resume talks within two weeks. The African Union had drawn up a roadmap in April. Neither side met the deadline. Ethiopia's prime minister, who hosted both leaders in January, is expected to invite them again next month.

The 2005 peace accord ended a war that had begun in 1983. Under the agreement of 2005 Sudan granted the South autonomy.
""",
        {
            "seceded": "2011-07",
            "collapsed": "2011-11",
            "shut down": "2012-01",
            "confiscate": "2011-12",
            "clashed": "2012-03~",
            "occupied": "2012-04-10",
            "withdrew": "2012-04-20",
            "bombed": "2012-04-23",
            "threatened both": "2012-05-02",
            "hosted": "2012-01",
            "invite": "2012-06",
        },
    ),
    DatedText(
        "news with background",
        "1999-06-12",
        """NATO troops enter Kosovo

SKOPJE - NATO forces crossed into Kosovo at dawn on Saturday, hours after Russian paratroopers had driven into Pristina to cheers from local Serbs.

The Security Council authorised the force on Thursday, the day NATO suspended its bombing of Yugoslavia. Yugoslav generals had signed a withdrawal agreement in a tent at Kumanovo the previous evening.

Strobe Talbott, the American deputy secretary of state, flew back to Moscow on Friday. Russia has demanded a sector of its own; Washington has refused. The two countries are to resume talks on Sunday.

The bombing began on March 24, after Serbia rejected the Rambouillet accord. A week later Serb forces captured three American soldiers near the Macedonian border. On May 7 NATO bombs hit the Chinese embassy in Belgrade; China broke off military contacts with the United States two days later. Russia's envoy, Viktor Chernomyrdin, visited Belgrade at the end of the month and again on June 2 with Martti Ahtisaari, when Slobodan Milosevic accepted their terms. Parliament in Belgrade approved them a day later.

In 1389 the Serbs lost a battle at Kosovo Polje. Milosevic made a speech there in June 1989.
""",
        {
            "crossed into": "1999-06-12",
            "authorised": "1999-06-10",
            "suspended its": "1999-06-10",
            "signed a withdrawal": "1999-06-09",
            "flew back": "1999-06-11",
            "resume talks": "1999-06-13",
            "captured three": "1999-03-31~",
            "hit the Chinese": "1999-05-07",
            "broke off military": "1999-05-09",
            "visited Belgrade": "1999-05~",
            "accepted": "1999-06-02",
            "approved": "1999-06-03",
        },
    ),
    DatedText(
        "anniversary",
        "2006-11-04",
        """Fifty years on, Budapest remembers

Fifty years ago today Soviet tanks rolled into Budapest. Hungary's leaders laid wreaths this morning; the Russian ambassador stayed away.

The revolt had begun on 23 October with a student march. On 25 October Soviet troops fired on the crowd outside parliament. Five days later Moscow declared that it would withdraw its forces. On 1 November Imre Nagy announced that Hungary was leaving the Warsaw Pact and asked the United Nations for help.

Israel had attacked Egypt on 29 October, and two days later British and French planes bombed Egyptian airfields. The General Assembly condemned the intervention in Hungary on 4 November. Nagy, who had fled to the Yugoslav embassy, was arrested on 22 November and hanged in June 1958.

President George Bush visited Budapest in June and praised the rebels. Vladimir Putin was there in February.
""",
        {
            "rolled": "1956-11-04",
            "laid": "2006-11-04",
            "fired": "1956-10-25",
            "declared": "1956-10-30",
            "asked the United": "1956-11-01",
            "attacked Egypt": "1956-10-29",
            "bombed": "1956-10-31",
            "condemned": "1956-11-04",
            "arrested": "1956-11-22",
            "visited Budapest": "2006-06",
        },
    ),
    DatedText(
        "newspaper of 1968",
        "1968-08-27",
        """Prague's leaders return from Moscow

PRAGUE, Aug. 27 - The leaders of Czechoslovakia came home from Moscow today with an agreement that leaves Soviet troops on their soil.

Alexander Dubcek, who was seized by Soviet soldiers in the night of the invasion, told the nation by radio this evening that the troops would be withdrawn by stages. The Moscow protocol was signed yesterday after three days of talks.

The Soviet Union and four allies invaded Czechoslovakia on Tuesday night of last week. The United States condemned the invasion the next day, and President Johnson called off a visit to Leningrad. Romania, whose president had been to Prague only five days before, refused to take part. On Thursday the Soviet Union vetoed a resolution of the Security Council. Albania has announced that it will leave the Warsaw Pact.

In January Mr. Dubcek replaced Antonin Novotny. In March the six governments met in Dresden. Soviet and Czechoslovak leaders conferred at Cierna from July 29 to Aug. 1; two days later they signed a declaration in Bratislava.
""",
        {
            "came home": "1968-08-27",
            "told the nation": "1968-08-27",
            "was signed yesterday": "1968-08-26",
            "invaded": "1968-08-20",
            "condemned": "1968-08-21",
            "called off": "1968-08-21",
            "vetoed": "1968-08-22",
            "replaced": "1968-01",
            "met in Dresden": "1968-03",
            "conferred": "1968-07-29/1968-08-01",
            "signed a declaration": "1968-08-03",
        },
    ),
    DatedText(
        "diplomatic history",
        "2017-09-30",
        """The Chaco and after: Bolivia and Paraguay, 1928-1938

The road to war

In December 1928 Paraguayan soldiers attacked Fortín Vanguardia. Bolivia broke off relations within days and bombed Bahía Negra before the month was out. Both governments accepted the good offices of a conference in Washington in January, and in September 1929 they agreed to restore the forts. Relations were resumed the following May.

War

In June 1932 a Bolivian detachment seized a Paraguayan post at Lake Pitiantuta. Paraguay retook it on 15 July. Bolivia responded by capturing three forts at the end of that month. In September Paraguay laid siege to Boquerón, which surrendered after twenty days, on the 29th. By the end of the year Hans Kundt, a German general, had taken command of the Bolivian army.

Paraguay declared war on 10 May 1933. In December of that year it captured two Bolivian divisions at Campo Vía, and a truce followed on the 19th. Fighting was resumed in January 1934. The League of Nations had sent a commission in November 1933; it imposed an arms embargo the next year. Bolivia appealed to the League in May.

Peace

A ceasefire was signed in Buenos Aires on 12 June 1935. Two days later the guns fell silent. Negotiations lasted three years. Bolivia and Paraguay signed the final treaty on 21 July 1938, and in August a plebiscite in Paraguay approved it. Argentina's foreign minister, Carlos Saavedra Lamas, had received the Nobel peace prize in 1936.
""",
        {
            "attacked Fort": "1928-12",
            "bombed Bah": "1928-12",
            "accepted": "1929-01",
            "agreed to restore": "1929-09",
            "seized a": "1932-06",
            "retook": "1932-07-15",
            "laid siege": "1932-09",
            "surrendered": "1932-09-29",
            "declared war": "1933-05-10",
            "captured two": "1933-12",
            "imposed": "1934",
            "appealed": "1934-05",
            "ceasefire was": "1935-06-12",
            "signed the final": "1938-07-21",
        },
    ),
    DatedText(
        "communiqué",
        "2022-07-19",
        """Joint press statement

Tehran, 19 July 2022

The Presidents of Iran, Russia and Turkey met today in Tehran. They reviewed what has been achieved since their last meeting, held by video conference on 1 July 2020.

The Presidents condemned the attacks that Israel carried out on Damascus airport on 10 June. They agreed to hold the next round of talks in Astana before the end of the year.

President Putin met Supreme Leader Ali Khamenei earlier in the day. Turkey's president had received Iran's foreign minister on 27 June in Ankara. A delegation of Gazprom signed a memorandum with the National Iranian Oil Company hours before the summit.

Russia will host the next summit. The foreign ministers are to meet in New York in September.
""",
        {
            "met today": "2022-07-19",
            "condemned": "2022-07-19",
            "agreed to hold": "2022-07-19",
            "received": "2022-06-27",
            "are to meet": "2022-09",
        },
    ),
    DatedText(
        "interview",
        "2008-08-14",
        """'They never told us': a minister remembers

Q: When did you first hear of the fighting?

A: On Friday morning. Georgia had attacked Tskhinvali the night before. Our president telephoned Tbilisi at once, and on Saturday he flew to Kiev. On Sunday Ukraine threatened to bar the Russian fleet from Sevastopol.

Q: And the Russians?

A: They bombed Gori on Saturday. On Monday they crossed into Georgia from Abkhazia. Two days ago Russia halted the operation and accepted a French plan. Yesterday it broke the truce: tanks entered Gori again.

Q: What next?

A: The foreign ministers of NATO meet on Tuesday. We will ask for an observer mission. Poland signed the missile agreement with America today, after eighteen months of haggling.
""",
        {
            "attacked Tskh": "2008-08-07",
            "telephoned": "2008-08-08",
            "flew to": "2008-08-09",
            "threatened": "2008-08-10",
            "bombed Gori": "2008-08-09",
            "crossed into": "2008-08-11",
            "halted": "2008-08-12",
            "accepted a": "2008-08-12",
            "broke the": "2008-08-13",
            "ministers of NATO meet": "2008-08-19",
            "signed the missile": "2008-08-14",
        },
    ),
    DatedText(
        "report to the Council",
        "2006-10-01",
        """Report on the implementation of resolution 1701

The Security Council adopted resolution 1701 on 11 August 2006. Lebanon accepted it on 12 August and Israel on 13 August. The cessation of hostilities took effect on 14 August. On 17 August Lebanon deployed its army south of the Litani, and Israel withdrew from most positions by 1 October.

On 19 August Israel carried out a raid near Baalbek, which Lebanon condemned as a breach of the resolution. I visited Beirut on 28 August and Tehran from 2 to 3 September. Israel lifted the air blockade on 7 September and the sea blockade a day later. Italy and France pledged troops on 25 August; the first Italian soldiers landed at Tyre on 2 September.

During the conflict, which began with the attack by Hizbollah on 12 July, Israel bombed Beirut airport on 13 July. On 30 July an Israeli strike killed 28 people in Qana, and Israel suspended its air raids for 48 hours.
""",
        {
            "adopted": "2006-08-11",
            "accepted it": "2006-08-12",
            "deployed": "2006-08-17",
            "withdrew from": "../2006-10-01",
            "carried out a raid": "2006-08-19",
            "condemned": "2006-08-19",
            "visited Beirut": "2006-08-28",
            "lifted": "2006-09-07",
            "pledged": "2006-08-25",
            "landed at": "2006-09-02",
            "bombed Beirut": "2006-07-13",
            "suspended": "2006-07-30",
        },
    ),
    DatedText(
        "newspaper of 1994",
        "1994-10-29",
        """Clinton ends Middle East tour in Kuwait

KUWAIT CITY - President Clinton wound up a four-day tour of the Middle East on Friday with a visit to American troops in Kuwait. He arrived in Saudi Arabia later in the day for talks with King Fahd.

Mr. Clinton had begun the trip on Tuesday in Cairo. On Wednesday he watched as Israel and Jordan signed a peace treaty at Arava, and in the evening he addressed the Jordanian parliament. In Damascus the next day he met President Assad for three hours.

Iraq moved two divisions toward the Kuwaiti border early this month. The United States sent 36,000 soldiers to the Gulf in response, and on Oct. 15 the Security Council demanded that Iraq pull back. Baghdad had begun to withdraw on Oct. 11, four days before the vote. Foreign Minister Andrei Kozyrev of Russia flew to Baghdad that week and announced that Iraq would recognize Kuwait. It has yet to do so.

Kuwait's parliament is expected to debate the matter next week. The two countries broke off ties in August 1990, when Iraq invaded the emirate.
""",
        {
            "wound up": "1994-10-25/1994-10-28",
            "arrived in Saudi": "1994-10-28",
            "begun the trip": "1994-10-25",
            "signed a peace": "1994-10-26",
            "addressed": "1994-10-26",
            "met President": "1994-10-27",
            "moved two": "1994-10~",
            "sent 36": "1994-10~",
            "demanded": "1994-10-15",
            "invaded the": "1990-08",
            "broke off ties": "1990-08",
        },
    ),
    DatedText(
        "think tank",
        "2020-03-02",
        """Doha: what was signed, and by whom

The United States and the Taliban signed an agreement in Doha on Saturday, after a week in which violence had been reduced. Within 135 days American troops are to go down to 8,600. On Sunday President Ashraf Ghani rejected the clause on prisoners. The Taliban said on Monday that they had resumed attacks on Afghan forces.

Talks began in July 2018, when Alice Wells met the Taliban's representatives in Qatar. Zalmay Khalilzad was named envoy two months later. In September last year President Trump called off a meeting at Camp David after a bomb in Kabul killed an American soldier; he declared the talks dead that same week. They were restarted in Doha in December. Two weeks after that, Pakistan hosted Mr Khalilzad.

Nineteen years ago the Taliban refused to hand over Osama bin Laden. American bombing began on October 7, 2001; by mid-November the Northern Alliance had taken Kabul. The Bonn agreement was signed on December 5. The following March the United States launched Operation Anaconda.
""",
        {
            "signed an agreement in": "2020-02-29",
            "rejected": "2020-03-01",
            "resumed attacks": "2020-03-02",
            "met the Tal": "2018-07",
            "called off": "2019-09",
            "declared": "2019-09",
            "refused": "2001~",
            "was signed on": "2001-12-05",
            "launched": "2002-03",
        },
    ),
    DatedText(
        "timeline",
        "2010-12-01",
        """Timeline: tensions on the Korean peninsula

* March 26, 2010: A South Korean corvette, the Cheonan, sinks after an explosion. 46 sailors die.
* May 20: Investigators say that North Korea fired a torpedo. Pyongyang denies it.
* May 24: South Korea suspends trade with the North. The United States backs Seoul.
* July 25-28: South Korea and the United States hold naval exercises in the Sea of Japan.
* Nov. 23: North Korea shells Yeonpyeong island; South Korea fires back. China calls for calm the same day.
* Nov. 28 - US and South Korean navies begin a four-day drill. China proposes emergency talks of the six parties.
* Dec. 1 - The drill ends. Japan rejects the Chinese proposal.
""",
        {
            "sinks": "2010-03-26",
            "denies": "2010-05-20",
            "suspends": "2010-05-24",
            "backs": "2010-05-24",
            "hold naval": "2010-07-25/2010-07-28",
            "shells": "2010-11-23",
            "fires back": "2010-11-23",
            "calls for": "2010-11-23",
            "proposes": "2010-11-28",
            "rejects": "2010-12-01",
        },
    ),
    DatedText(
        "wire of 2017",
        "2017-06-06",
        """DOHA, June 6 (Newswire) - Qatar called on Tuesday for dialogue with its neighbours, a day after four Arab states cut ties with it over its alleged support for Islamists.

Saudi Arabia, Egypt, the United Arab Emirates and Bahrain severed relations on Monday and closed their airspace to Qatari planes. Yemen followed suit hours later. Kuwait's emir flew to Jeddah on Tuesday evening to mediate.

U.S. President Donald Trump, who visited Riyadh last month, took credit for the move. Turkey's parliament is due to vote on Wednesday on a bill that allows it to send troops to a base in Qatar set up in 2014. Iran sent food by plane overnight.

In 2014 the same states, without Egypt, withdrew their ambassadors for eight months. The dispute was settled that November. Doha's emir, Sheikh Tamim, had promised to expel seven leaders of the Muslim Brotherhood two months earlier.

Jordan downgraded ties with Qatar and revoked the licence of Al Jazeera. Mauritania broke off relations. The Philippines said it would stop sending workers there.
""",
        {
            "called on Tuesday": "2017-06-06",
            "cut ties": "2017-06-05",
            "severed": "2017-06-05",
            "followed suit": "2017-06-05",
            "flew to Jed": "2017-06-06",
            "visited Riyadh": "2017-05",
            "vote on": "2017-06-07",
            "sent food": "2017-06-06",
            "withdrew their": "2014",
            "promised to expel": "2014-09",
            "downgraded": "2017-06-06",
            "broke off rel": "2017-06-06",
        },
    ),
    DatedText(
        "wire of 2021",
        "2021-05-25",
        """Outrage as Belarus forces down an airliner

VILNIUS/BRUSSELS - European Union leaders agreed on Monday to bar Belarusian airlines from their airports, a day after Minsk scrambled a fighter to divert a Ryanair flight and arrested a dissident on board.

The leaders, meeting in Brussels, also called for the release of Roman Protasevich. Belarus accused the West of hysteria. Latvia expelled all Belarusian diplomats, and Minsk did the same in return hours later.

The plane had been flying from Athens to Vilnius on Sunday when it was turned round just before it reached the border. Lithuania opened an investigation that evening and on Monday told its airlines to avoid Belarus. Ukraine followed on Tuesday. Poland summoned the Belarusian ambassador.

President Alexander Lukashenko won a sixth term last August in an election that the EU refused to recognise. Sanctions were imposed in October and widened in November and December. The United States restored sanctions on state companies last month, after Belarus had jailed more opponents.

The International Civil Aviation Organization will hold an emergency meeting on Thursday. Lukashenko is due to see Russia's president, Vladimir Putin, in Sochi at the end of the week.
""",
        {
            "agreed on": "2021-05-24",
            "scrambled": "2021-05-23",
            "called for": "2021-05-24",
            "expelled all": "2021-05-24",
            "followed on": "2021-05-25",
            "restored sanc": "2021-04",
            "will hold": "2021-05-27",
        },
    ),
    DatedText(
        "newspaper of 1979",
        "1979-01-12",
        """Vietnam takes Phnom Penh

BANGKOK, Jan 11 - Vietnamese troops entered Phnom Penh on Sunday and the government of Pol Pot fled. A new government, backed by Hanoi, was proclaimed on Monday.

China, which had armed the Khmer Rouge, denounced the invasion and demanded a meeting of the Security Council. Prince Norodom Sihanouk flew from Peking to New York on Tuesday, and yesterday he told the Council that Vietnam had swallowed his country. The Soviet Union recognised the new government the day after it was proclaimed.

Vietnam and Cambodia had broken off relations on December 31, 1977. Fighting went on along the border for most of last year. In November Vietnam signed a treaty of friendship with the Soviet Union. On Christmas Day it launched a full-scale attack with 100,000 men. The port of Kompong Som fell ten days later.

Thailand has closed its border and asked Washington for arms. Singapore called on Vietnam to withdraw. The foreign ministers of the five members of ASEAN meet in Bangkok today.
""",
        {
            "entered Phnom": "1979-01-07",
            "fled": "1979-01-07",
            "was proclaimed on": "1979-01-08",
            "flew from": "1979-01-09",
            "broken off": "1977-12-31",
            "signed a treaty": "1978-11",
            "launched": "1978-12-25",
            "meet in Bangkok": "1979-01-12",
        },
    ),
    DatedText(
        "explainer",
        "2013-08-30",
        """What we know about the attack on Ghouta

On the night of 20-21 August rockets with sarin hit the suburbs of Damascus. France's foreign minister called for a reaction of force the following day, and the United States moved a fourth destroyer into the eastern Mediterranean on the 23rd. UN inspectors, who had arrived in Damascus three days before the attack, visited the site on Monday.

Britain put a draft resolution to the Security Council on Wednesday; Russia rejected it. Parliament in London voted against the use of force on Thursday night. Germany had ruled out taking part earlier in the week.

President Obama said a year ago this month that chemical weapons were a red line. In June the White House concluded that Syria had used them on a small scale, and announced military aid for the rebels. The following month Israel bombed a depot near Latakia.

The inspectors are to leave Syria tomorrow. Russia and Iran have warned against an attack. If America strikes, Syria would hit back at Israel, its information minister said.
""",
        {
            "called for a": "2013-08-22",
            "moved a fourth": "2013-08-23",
            "visited the": "2013-08-26",
            "put a draft": "2013-08-28",
            "rejected it": "2013-08-28",
            "voted against": "2013-08-29",
            "concluded": "2013-06",
            "announced military": "2013-06",
            "bombed a depot": "2013-07",
            "leave Syria": "2013-08-31",
        },
    ),
    DatedText(
        "newspaper of 1962",
        "1962-11-22",
        """Cease-fire in the Himalayas

NEW DELHI, Nov. 21 - China announced at midnight that its troops would cease fire along the whole border and withdraw from Dec. 1. India has not replied.

The fighting began on Oct. 20, when Chinese forces attacked in Ladakh and across the Namka Chu. India appealed to the United States for arms nine days later; the first American planes landed at Calcutta on Nov. 3. A lull of three weeks ended on Nov. 14 with an Indian attack at Walong. Four days after that the Chinese took Bomdila, and Prime Minister Nehru asked Washington for fighter squadrons on the night of the 19th.

India gave asylum to the Dalai Lama in 1959. That August Indian and Chinese patrols clashed at Longju, and in October nine Indian policemen were killed at the Kongka Pass. Chou En-lai came to New Delhi in April of the following year, but the talks failed.

Pakistan protested against the American shipments. Averell Harriman will fly to New Delhi today with a mission that arrives tomorrow.
""",
        {
            "attacked in Lad": "1962-10-20",
            "appealed": "1962-10-29",
            "landed at": "1962-11-03",
            "asked Washington": "1962-11-19",
            "gave asylum": "1959",
            "clashed": "1959-08",
            "were killed": "1959-10",
            "came to New": "1960-04",
        },
    ),
)
