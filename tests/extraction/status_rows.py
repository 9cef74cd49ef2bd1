"""Sentences about status: what each rule reads, and what it must not take. Published on Saturday, 16 March 2019."""

from tests.extraction.rule_rows import Needs, Refuses

_NEEDS = [
    # told as a fact
    ("told-as-fact", "AGREE", "occurred", "India signed a treaty with Japan on Friday."),
    ("told-as-fact", "SANCTION", "occurred", "India expels a Pakistani envoy."),
    ("told-as-fact", "ASSAULT", "occurred", "Chinese guns shelled Vietnamese villages on 17 February 1979."),
    ("told-as-fact", "REJECT", "occurred", "Oman denied on Friday that it had shelled Yemen."),
    ("told-as-fact", "REJECT", "occurred", "Sweden refused to extradite the Turk on Friday."),
    ("told-as-fact", "THREATEN", "occurred", "Niger threatened to expel the French envoy on Friday."),
    ("told-as-fact", "CONSULT", "occurred", "The Greek foreign minister has met his Albanian colleague in Tirana."),
    ("told-as-fact", "RETREAT", "occurred", "Cuban troops had withdrawn from Angola by May 1991."),
    # denied
    ("denied", "ASSAULT", "denied", "Oman denied that it had shelled Yemen on 3 March 2019."),
    ("denied", "COERCE", "denied", "Sudan denied that its police had arrested two Egyptians on 5 March 2019."),
    ("denied", "CONSULT", "denied", "Israel denied that its minister had met a Saudi prince on 2 March 2019."),
    # feared
    ("feared", "STATEMENT", "hypothetical", "India fears a war with Pakistan."),
    ("feared", "ASSAULT", "hypothetical", "Finland feared that the Soviet Union would attack in November 1939."),
    ("feared", "STATEMENT", "hypothetical", "Qatar worries about a Saudi blockade."),
    # on a condition
    ("condition", "ASSAULT", "hypothetical", "If India attacks Pakistan on 2 April 2019, China will protest."),
    ("condition", "THREATEN", "hypothetical", "Mali will expel the French envoy unless Paris apologises."),
    ("condition", "THREATEN", "hypothetical", "If Gabon closes its port, Cameroon will seize Gabonese ships."),
    ("condition", "CONSULT", "hypothetical", "The Iranian minister will visit Kuwait if Kuwait asks."),
    ("condition", "CONCEDE", "hypothetical", "Armenia will release the Azerbaijani soldiers if Baku agrees."),
    ("condition", "AGREE", "hypothetical", "Should Peru refuse, Chile is willing to meet Bolivia."),
    # could, may, might, would
    ("modal", "ASSAULT", "hypothetical", "India could attack Pakistan, officials said."),
    ("modal", "ASSAULT", "hypothetical", "Oman would have attacked Yemen."),
    ("modal", "SANCTION", "hypothetical", "Australia may expel the Russian ambassador."),
    ("modal", "CONSULT", "hypothetical", "The Spanish king might visit Morocco in May 2019."),
    ("modal", "MOBILIZE", "hypothetical", "Egypt might deploy troops on the border with Libya."),
    ("modal", "RETREAT", "hypothetical", "The United States could withdraw its troops from Syria in June 2019."),
    # taken by being announced
    ("announced", "SANCTION", "occurred", "Canada announced on Friday that it would suspend the treaty with Iran."),
    ("announced", "AGREE", "occurred", "Spain declared on Friday that it would recognise the Venezuelan leader."),
    ("announced", "CONCEDE", "occurred", "Bahrain said on Friday that it would lift the ban on Qatari ships."),
    ("announced", "SANCTION", "occurred", "Togo said on Friday that it will expel the Belgian envoy."),
    # will, shall, is to
    ("future", "AGREE", "planned", "India is to sign a treaty with Japan on 2 April 2019."),
    ("future", "AGREE", "planned", "India will sign a treaty with Japan on 2 April 2019."),
    ("future", "CONSULT", "planned", "The Polish president will visit Lithuania on Monday."),
    ("future", "CONSULT", "planned", "Leaders of Chad and Niger are to meet in Abuja next week."),
    ("future", "RETREAT", "planned", "France will withdraw its troops from Mali in June 2019."),
    ("future", "MOBILIZE", "planned", "NATO will hold exercises in Norway in October 2019."),
    ("future", "COOPERATE", "planned", "Jordan and Iraq shall exchange prisoners next month."),
    # on the point of
    ("about-to", "AGREE", "planned", "India is close to signing a treaty with Japan."),
    ("about-to", "ASSAULT", "planned", "Ethiopia is on the verge of attacking Eritrea."),
    ("about-to", "SANCTION", "planned", "Georgia is on the point of expelling a Russian envoy."),
    # a plan told in the past
    ("future-in-past", "COOPERATE", "planned", "Chile said on Friday that it would reopen its embassy in Peru."),
    ("future-in-past", "RETREAT", "planned", "Chad and Niger reached an accord: Chad would withdraw its troops."),
    ("future-in-past", "AGREE", "planned", "Oman would sign a treaty with Yemen, it said on Friday."),
    ("future-in-past", "MOBILIZE", "planned", "Turkey said on Thursday that it would send troops to Libya."),
    ("future-in-past", "CONSULT", "planned", "The ministry said on Friday that the Danish queen would visit Latvia."),
    ("future-in-past", "RETREAT", "planned", "Rwandan troops must leave Congo by 30 April 2019."),
    # what one has to do
    ("obliged", "RETREAT", "planned", "Uganda has to withdraw its troops from Congo by 30 April 2019."),
    ("obliged", "AGREE", "planned", "Croatia has yet to ratify the treaty with Slovenia."),
    ("obliged", "RETREAT", "planned", "The Syrian diplomats have until 2 April 2019 to leave Malta."),
    ("obliged", "CONCEDE", "planned", "Serbia has to hand over the prisoners to Croatia by Tuesday."),
    # expected, planned, wanted
    ("planned", "AGREE", "planned", "India is expected to sign a treaty with Japan on 2 April 2019."),
    ("planned", "CONSULT", "planned", "Nepal plans to host the Indian minister in May 2019."),
    ("planned", "SANCTION", "planned", "Latvia intends to expel a Russian envoy."),
    ("planned", "CONSULT", "planned", "The Vietnamese president is scheduled to visit Laos on 4 April 2019."),
    ("planned", "MOBILIZE", "planned", "Poland wants to deploy troops on the border with Belarus."),
    ("planned", "CONSULT", "planned", "The Irish premier is due to meet the French president on Tuesday."),
    ("planned", "RETREAT", "planned", "Ghana is preparing to withdraw its soldiers from Liberia."),
    ("planned", "COOPERATE", "planned", "Brazil hopes to buy Swedish fighters."),
    ("planned", "CONSULT", "planned", "The Kenyan president is going to visit Uganda on 3 April 2019."),
    # headlines
    ("headline", "SANCTION", "planned", "Peru to expel Chilean envoy."),
    ("headline", "RETREAT", "planned", "Italy to withdraw troops from Lebanon."),
    # hearsay
    ("hearsay", "ASSAULT", "alleged", "India reportedly bombed a camp in Pakistan on Friday."),
    ("hearsay", "ASSAULT", "alleged", "Sudanese troops allegedly shelled a Chadian village on 4 March 2019."),
    ("hearsay", "COERCE", "alleged", "Chinese hackers are believed to have hacked a Dutch ministry in May 2018."),
    ("hearsay", "ASSAULT", "alleged", "Ethiopian jets are said to have bombed an Eritrean port on Friday."),
    ("hearsay", "AID", "alleged", "Belarus is thought to have armed Syria in May 2018."),
    # accused of, claimed
    ("accused-of", "ASSAULT", "alleged", "India accused Pakistan of having attacked a post on 3 March 2019."),
    ("accused-of", "ASSAULT", "alleged", "Chad accused Sudan of shelling a village on 3 March 2019."),
    ("accused-of", "COERCE", "alleged", "Estonia suspected Russia of hacking a bank on 27 April 2007."),
    # according to another
    ("according-to", "ASSAULT", "alleged", "According to Ukraine, Russian guns shelled a Ukrainian town on Friday."),
    ("according-to", "COERCE", "alleged", "Iranian guards seized a British tanker on Friday, according to London."),
    # told by a speaker of another
    (
        "said-of-another",
        "ASSAULT",
        "alleged",
        "Russia said on Friday that Ukraine had shelled a village on 3 March 2019.",
    ),
    (
        "said-of-another",
        "COERCE",
        "alleged",
        "Japan said that Chinese ships had seized a Japanese trawler on 2 March 2019.",
    ),
    # joined by "and"
    ("shared", "SANCTION", "planned", "Kuwait will send troops to Iraq and expel the Iranian ambassador."),
    ("shared", "CONSULT", "planned", "The Latvian president will fly to Oslo on Monday and meet the Norwegian king."),
    ("shared", "SANCTION", "hypothetical", "Oman could deploy troops and expel the Yemeni envoy."),
    # ahead of publication
    ("future-date", "CONSULT", "planned", "Chad and Niger meet on 2 April 2019."),
    ("future-date", "CONSULT", "planned", "The German chancellor travels to China on 4 April 2019."),
    ("future-date", "CONSULT", "planned", "The visit of the Dutch king to Indonesia on 10 March 2020 pleased Jakarta."),
    ("future-date", "MOBILIZE", "planned", "Thailand and Malaysia hold exercises on 8 April 2019."),
]
_MORE = [
    ("told-as-fact", "AID", "occurred", "Japan gave Bangladesh a loan of 100 million dollars in 1974."),
    ("told-as-fact", "COERCE", "occurred", "Spanish police arrested a French deserter on Friday."),
    ("told-as-fact", "REQUEST", "occurred", "Costa Rica asked Nicaragua to withdraw its soldiers on Friday."),
    ("future", "SANCTION", "planned", "The Netherlands will recall its ambassador from Iran on Monday."),
    ("modal", "COERCE", "hypothetical", "Somalia may seize Kenyan ships."),
    ("planned", "RETREAT", "planned", "Argentina decided to withdraw its ships from Chilean waters on Monday."),
]
NEEDS = [Needs(f"status.{rule}", text, kind, value) for rule, kind, value, text in (*_NEEDS, *_MORE)]

_REFUSES = [
    ("told-as-fact", "India will sign a treaty with Japan on 2 April 2019."),
    ("denied", "Oman denied on Friday that it had shelled Yemen."),
    ("feared", "India won a war with Pakistan in 1971."),
    ("condition", "Oman asked on Friday if Yemen had shelled the port."),
    ("condition", "Mali will expel the French envoy."),
    ("modal", "Turkey said on Thursday that it would send troops to Libya."),
    ("modal", "Chad and Niger met on 2 May 2018."),
    ("announced", "Turkey said on Thursday that it would send troops to Libya."),
    ("announced", "Kuwait announced on Friday that Qatar would lift the ban on Saudi ships."),
    ("future", "India signed a treaty on the will of a Japanese painter on Friday."),
    ("about-to", "India thanked Japan for signing a treaty on Friday."),
    ("future-in-past", "Chile said on Friday that it had reopened its embassy in Peru."),
    ("future-in-past", "India should have freed the Pakistani soldiers on Friday."),
    ("obliged", "Uganda had to withdraw its troops from Congo on 2 May 2003."),
    ("planned", "India urged Japan to sign a treaty on Friday."),
    ("headline", "To save the talks, Peru expelled the Chilean envoy on Friday."),
    ("hearsay", "India bombed a camp in Pakistan on Friday."),
    ("hearsay", "Oman alleged on Friday that Yemen had shelled a village."),
    ("hearsay", "Peru reported on Friday that it had expelled the Chilean envoy."),
    ("accused-of", "India blamed Pakistan on Friday before signing a treaty with Japan."),
    ("according-to", "Russian guns shelled a Ukrainian town on Friday, according to Moscow."),
    ("said-of-another", "Russia said on Friday that it had shelled a Ukrainian village on 3 March 2019."),
    ("shared", "Kuwait recalled its envoy from Iran and expelled the Iranian ambassador on Friday."),
    ("future-date", "Chad and Niger met on 2 April 2019."),
    ("future-date", "Chad and Niger meet on 2 April 2018."),
]
REFUSES = [Refuses(f"status.{rule}", text) for rule, text in _REFUSES]
