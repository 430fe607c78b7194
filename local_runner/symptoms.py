"""What the detector of warning signs knows: words by concept, and which concepts together are a sign.

Everything is written in the spelling of `normal`: no contractions ("can not"), numbers as words. A concept is a
regular expression; a rule names concepts that must stand near each other, in any order. Levels and rows are those of
the clinical reference, 2.1; where a word is in doubt it is listed for the more urgent sign.
"""

from __future__ import annotations

from collections.abc import Mapping

_MY = r"(?:my|the|his|her|your|our|me|their|both|both my|both the|my own)"
_CANNOT = (
    r"(?:can not|could not|can hardly|can barely|can not even|can no longer|unable to|not able to|not being able to|"
    r"not been able to|no longer|can not properly|can not really|couldnt|struggle to|struggling to|trouble|difficulty|"
    r"hard to|hard time|do not seem to be able to)"
)
_SELF = r"(?:myself|himself|herself|themselves|me pants|my pants|my trousers|my knickers|my underwear|my jeans|my bed|the bed|the floor|all over)"

CONCEPTS: Mapping[str, str] = {
    # where
    "saddle": rf"between (?:{_MY} )?(?:legs|thighs)|down there|down below|groins?|privates?|private (?:parts?|area|bits|place|region)|"
    r"genitals?|genitalia|hoo ha|tail end|seat area|when i wipe|toilet paper|tailbone area|private|crotch|(?:my|his|her|lady|man|girl|boy) (?:bits|parts)|vagina|vulva|labia|fanny|foof|minge|penis|willy|"
    r"dick|cock|todger|knob|balls|testicles?|scrotum|nuts|goolies|bums?|bum cheeks?|bottom(?! of)|butts?|butt cheeks?|buttocks?|"
    r"glutes?|ass|arse|backside|(?:my|his|her) behind|rear(?: end)?|back end|back passage|front passage|anus|bum ?hole|"
    r"arse ?hole|ass ?hole|perineum|undercarriage|nether regions?|inner thighs?|inside of (?:my|his|her|the) thighs?|saddle(?: area)?|"
    r"(?:where|bit|part|what) i sit(?: on)?|tush|tushy|lower regions?|butt hole|nethers|seat area|taint|gooch|pelvic floor|undercarriage",
    "both": r"legs|feet|both (?:of )?(?:my |the |his |her )?(?:legs?|feet|sides|thighs|calves|knees|ankles|lakes)|either (?:leg|foot)|each leg|(?:left|right) (?:leg )?and (?:the )?(?:left|right)(?: leg)?|"
    r"waist down|(?:below|under|beneath) (?:the|my|his|her) waist|lower half|bottom half|lower body|(?:hips?|belly button|waist) (?:to|down to) (?:my |the )?(?:toes|feet)|both of them|thighs|toes both",
    "bothx": r"both (?:of )?(?:my |the |his |her )?(?:legs?|feet|sides|thighs|calves)|(?:my |the )both (?:the )?legs?|either (?:leg|foot)|two legs|each leg|left (?:leg )?and (?:the )?right(?: leg)?|legs both",
    "leg": r"leg|foot|toes?|big toe|calf|calves|shin|shins|thigh|knee|ankle|heel|sole",
    "low": r"(?:below|past|beyond|under|beneath) (?:my |the |his |her )?knee|(?:to|into|in|down to|down into|right to|through|towards?|as far as|till|reaching|reaches) "
    r"(?:my |the |his |her )?(?:left |right |big |little )?(?:foot|feet|toes?|ankle|calf|shin|heel)",
    "chest": r"chest|(?:might|could) be my heart|breast ?bone|sternum|ribcage|left arm|jaw|chest wall|rib cage",
    "arm": r"(?:left|my|his|her) (?:left )?arms?|arm",
    "tummy": r"tummy|stomach|belly|abdomen|abdominal|guts?|stomache?|midriff|insides",
    "back": r"back|spine|backache",
    "blades": r"between (?:my |the |both |both my |his |her )?shoulders?(?: blades?)?|shoulder blades?|upper back|top of my back|high up (?:in|on) my back|mid back between",
    "flank": r"(?:my|the|his|her|one|left|right) (?:left |right )?side|flanks?|loins?|kidneys?",
    "pee": r"pee|pees|peed|peeing|wee|weeing|wees|weed|urinate|urinating|urine|pass(?:ing)? (?:water|urine)|bladder|waterworks|piss|pissing|tinkle|"
    r"number ones?|spend(?:ing)? a penny|susu|water infection|uti|take a leak|stream|bathroom bladder",
    "bowel": r"bowels?|poo|poos|pooed|pooing|poop|pooped|pooping|shit|crap|motions?|turd|number twos?|sphincter|stools?|feces|faeces|defecate|my wind|my gas|fart|farting",
    # what
    "numb": r"numb|numbed|numbness|number and number|no (?:feeling|sensation)|(?:can not|could not|can no longer|can hardly|can barely|not|do not|did not|does not|hardly|barely|unable to|not able to) feel(?! like| better| well| good| right| ill| up| any better| sick| safe| easing| worse| bad| too)|"
    r"lost (?:all |the |my |any |some )?(?:feeling|sensation)|losing (?:all |the |my |more )?(?:feeling|sensation)|feeling (?:has |is |in \w+ \w+ )*(?:all )?(?:gone|going|fading|went)|(?:loss|lack) of (?:feeling|sensation)|"
    r"(?:gone|going|went|feels?|all|completely|totally|is|are|feel) (?:all |completely |totally |a bit )?dead|dead (?:leg|legs|foot|feet|spot|patch|area)|tingl\w*|pins and needles|"
    r"(?:gone|gone all|went|going|fallen|fell|is|are) (?:to sleep|asleep)|prickl\w*|deadened|fuzzy|cotton wool|like wood|like a block|anesthesia|anesthetic|novocaine|dentist|"
    r"does not feel like (?:mine|my)|do not feel like (?:mine|my)|feels? (?:different|weird|strange|odd|wrong|funny)|no feelings?|without feeling|buzzing|electric|jhunjhuni|sunn|sensation (?:has )?gone|desensiti[sz]ed",
    "legsgone": r"legs (?:\w+ )?(?:went|gone|go|going)(?: from| under| on me| again)?$|legs (?:are |have |is |just )*(?:gone|going|went|give|gave|giving)(?: completely| from| under| way| out| on me|$)|legs (?:do not|will not|can not) (?:carry|hold|do|work|support|listen|obey)",
    "weak": r"weak|weaker|weakness|weakening|(?:gave|give|gives|giving|given) (?:way|out|up on me)|buckl\w+|fold(?:ed|ing|s)?|collaps\w+|will not (?:work|move|hold|lift|do|respond|go|carry|support|obey|take)|"
    r"(?:stopped|stop|not|is not|are not|do not|does not|quit) (?:working|work|responding|obeying|moving)|no (?:strength|power|control)|(?:lost|losing) (?:the |all |my |their )*(?:power|strength|control|use)|(?:can not|not able to|unable to|could not) (?:move|lift|raise|use|bring|control|stand on|put weight on|feel or move)|"
    r"jelly|rubber|rubbery|like lead|gone heavy|floppy|limp|paraly[sz]\w*|wobbly|useless|like noodles|like spaghetti|gone from under|going from under|hardly (?:move|lift|walk)|barely (?:move|lift|stand)|dragging|drags|like (?:two )?planks|no good",
    "spread": r"spread\w*|getting worse|gets worse|got worse|getting weaker|getting number|more and more|increasing|climbing|creep\w+|moving up|going up|coming up|travel+ing|worse (?:and worse|every|by the|each|today|now|than)|weaker|"
    r"(?:now|and|then) (?:it is |it has |its )?(?:in |into )?(?:the )?other|turned into|every hour|by the (?:hour|minute|day)|progress\w*|bit by bit|is worse|gone from one|even (?:more|number|weaker)",
    "pain": r"pain|pains|painful|paining|hurt|hurts|hurting|ache|aches|aching|achy|sore|agony|stab\w*|shoot|shoots|shooting|burn|burns|burning|kill|kills|killing|stings?|stinging|throb\w*|excruciating|cramp\w*|spasm\w*|zap\w*|jolts?|electric|lightning|sharp",
    "shoots": r"shoot|shoots|shooting|sciatica|electric\w*|zap\w*|jolts?|lightning|radiat\w+|travels?|pain|pains|stabb?\w*|burn\w*|goes|going|runs?|running|all the way|pins and needles|numb\w*|tingl\w*",
    "press": r"pain|pains|painful|hurt|hurts|hurting|tight|tightness|tightening|pressure|heavy|heaviness|crush\w*|squeez\w+|band|weight|ache|aches|aching|burn|burning|burns|funny|stab\w*|elephant|sore|clamped|gripping|"
    r"vice|constrict\w*|sharp|twinges?|killing|killer|discomfort|uncomfortable|numb|tingl\w*|dead|weird|not right|playing up|paining|flutter\w*|heartburn|indigestion|bad|agony|strange",
    "armsign": r"pain|pains|hurt|hurts|hurting|heavy|heaviness|numb|numbness|tingl\w*|dead|funny|weak|ache|aches|weird|pins and needles|limp|useless|tight",
    "sweat": r"sweat\w*|clammy|pouring with sweat|cold sweats?",
    "poorly": r"sick|dizzy|faint\w*|gray|pale|giddy|vomit\w*|throwing up|threw up|nausea\w*|nauseous|passed out|passing out|blacked out|blacking out|collaps\w+|light ?headed|woozy|clammy|racing heart|heart is (?:racing|pounding)|gone cold|spew\w*|puk\w+|hurling|being sick",
    "faint": r"passed out|passing out|fainted|blacked out|blacking out|collapsed|lost consciousness|unconscious|keep fainting",
    "severe": r"severe\w*|sudden\w*|agony|awful\w*|terrible|terribly|excruciating|unbearable|worst|dreadful|stabbing|rigid|out of nowhere|intense|crippling|doubled (?:up|over)|violent|horrific|screaming|from hell|so bad|really bad|badly|extreme\w*|constant\w*|horrendous|blinding|sweating|clammy|faint\w*|collapsed|will not stop|does not stop|all the time|non ?stop|can not (?:bear|stand|take|speak|breathe)",
    "pulse": r"puls\w+|throb\w*|heart ?beat|beating|beats|thump\w*|pounding|drumming",
    "fever": r"fever\w*|(?:high|got a|have a|running a|run a|has a|had a|a raging|with a|raised|bit of a|my|slight|a|spiking a) (?:high |raging |bit of a )?temperature(?! is (?:normal|fine|okay))|temp of|shiver\w*|chills|burning up|burning hot|boiling hot|rigors?|hot and cold|shaking all over|feverish\w*|bukhar|night sweats|temperature of",
    "ill": r"(?:really|very|so|proper|seriously|properly|awfully|dead|bloody|extremely|terribly) (?:ill|unwell|poorly|sick|rough|crook)|feel (?:ill|unwell|poorly)|very very ill|flu",
    "muddled": r"confus\w*|muddled|drows\w*|blotch\w*|mottl\w*|deliri\w*|(?:fast|rapid|quick) breath\w*|breathing (?:really |very |so )?(?:fast|quick\w*|rapid\w*)|hallucinat\w*|seeing things|can not stay awake|slurr\w*|rash|collaps\w+|passed out|passing out|faint\w*|blue|fits?|making (?:no|any) sense|not making sense|make sense|sepsis|septic|"
    r"gibberish|can not (?:wake|think|speak|talk)|fading|doesn?t know|does not know|do not know where|too ill|can not stop shaking|shaking (?:so|all|like|and|uncontroll\w*)|very very ill|floppy|not waking|hard to wake",
    "cancer": r"cancer\w*|tumou?rs?|chemo\w*|radiotherapy|radiation|lymphoma|leukemia|leukaemia|myeloma|melanoma|metasta\w+|mets|secondaries|oncolog\w+|mastectomy|malignan\w+|carcinoma|sarcoma|the c word|the big c",
    "steroids": r"steroids?|prednis\w+|cortisone|cortico\w+|hydrocortisone|dexamethasone",
    "immune": r"immune system|immunity|immuno\w*|immune|methotrexate|azathioprine|biologics?|humira|transplant|hiv|aids|dialysis|injecting|inject|injected|heroin|shooting up|shoot up|needle user|intravenous drugs?|iv drugs?|neutropenic|spleen|rituximab|ciclosporin|cyclosporine",
    "recent": r"(?:just had|had|recent|recently|last week|last month|few days ago|yesterday|after|since) (?:\w+ ){0,3}(?:infection|surgery|operation|procedure|epidural|spinal|lumbar puncture|spine injection|injection|sepsis|tattoo infection|abscess|root canal|injection in my (?:back|spine))|epidural|lumbar puncture|spinal (?:tap|injection|surgery|op|fusion|block)|infection",
    "bones": r"osteoporosis|osteopenia|thin bones|brittle bones?|weak bones|bone thinning|thinning bones|fragile bones|crumbly bones|bones (?:are|is) (?:\w+ )?(?:thin|weak|brittle|fragile|like chalk|crumbling)|dodgy bones|soft bones",
    "old": r"(?:sixty|seventy|eighty|ninety)(?: (?:one|two|three|four|five|six|seven|eight|nine))?|pensioner|in my (?:sixties|seventies|eighties|nineties)|elderly|old lady|old man|great grandmother|no spring chicken|at my age",
    "tumble": r"fell|fall|fallen|slipped|slip|tripped|trip|stumbled|bump\w*|knock\w*|tumble\w*|came down|banged|went over|had a fall|lifted|lift|jolt\w*|landed|sat down hard|missed (?:a|the) step",
    "fallbad": r"fell downstairs|fell of (?:the|a) (?:roof|ladder)|(?:massive|huge|big) tumble|(?:kicked|hit|punched|stabbed|knocked) me in the back|(?:kicked|hit|punched) in the back|since the (?:crash|accident)|hit me from behind|big hit|on concrete|fell on me|fell the scaffolding|(?:a|some) (?:\w+ )?motor\w+ hit me|off a (?:ladder|roof|horse|wall)|(?:fell|fall|fallen|falling|came|come|tumbled|thrown|threw|knocked|pushed|jumped|dropped|slipped|plunged|flew|slid|bounced|went|header|flying|bucked|crashed|plummet\w*|stepped|down|off|landed) (?:\w+ ){0,2}?(?:off|from|out of|down|over|through|out) (?:of )?(?:a |an |the |my |his |her |our |some |me |one )?(?:\w+ ){0,2}?"
    r"(?:ladders?|stepladder|roof|rooftop|stairs?|staircase|steps|horse|pony|bike|bicycle|byke|motorbike|motorcycle|scooter|tree|window|balcony|scaffold\w*|wall|loft|attic|cliff|truck|lorry|ute|terrace|moped|quad\w*|tractor|escalator|bridge|platform|stage|trampoline|hay ?loft|banister|bannister|height|great height|van|car|bus|train|skateboard|deck|garage|first floor|second floor|storey|story|scaffolding|forklift|fence|flight|handlebars|bonnet|hatch|gantry)",
    "crash": r"(?:car|bike|bus|train|road|traffic|motorbike|motorcycle|plane|head on|van|truck|lorry) (?:crash|accident|wreck|smash|collision|pile up)|rta|rtc|whiplash|rear ended|t boned|(?:hit|run over|knocked down|knocked over|knocked off|struck|mown down|clipped) (?:me |my bike |him |her )?by (?:a |an |the )?(?:\w+ )?(?:car|van|bus|truck|lorry|motorbike|bike|cyclist|tractor|taxi|train|tram|scooter|forklift|suv)|"
    r"(?:car|van|bus|truck|lorry|motorbike|taxi|tractor|forklift) (?:hit|ran into|ran over|knocked|smashed into|drove into|ploughed into|backed into|reversed into) (?:me|us|him|her|my|into)|crashed (?:my|the|his|her|our|into|skiing|snow\w*|on)|wrapped (?:my|the) car|rolled (?:the|my) (?:car|quad|truck|tractor)|totall?ed|"
    r"(?:serious|bad|nasty|big|terrible|car|horrible|awful|major) (?:accident|crash|smash|wreck)|(?:bad|hard|nasty|heavy|serious|big|terrible|awful|horrible|great) fall|fell (?:\w+ ){0,3}(?:feet|foot|metres?|storeys|floors|flights?)|(?:was|been|were) in an accident|met with (?:an )?accident|"
    r"kicked (?:\w+ ){0,4}(?:horse|cow|bull)|(?:horse|cow|bull) (?:\w+ ){0,2}(?:kicked|threw|bucked|trampled)|(?:tree|beam|wall|shelf|something heavy|branch|bookcase|wardrobe|load|pallet) (?:\w+ )?(?:fell|landed|came down|collapsed) (?:right )?on (?:me|my|him|her)|(?:beaten|beat|mugged|attacked|assaulted|stabbed|shot|crushed|trampled)|"
    r"heard (?:a |it |my back |something )?(?:crack|snap)|blow to (?:my|the) (?:back|spine)|broken (?:my )?(?:back|spine|neck)|broke (?:my|his|her) (?:back|spine|neck|hip)|landed (?:right |flat |hard )?on (?:my|his|her) (?:spine|head|neck)|tackled|scrum collapsed|parachut\w*|diving board|dived into|tobogganing|came a cropper|ladder (?:gave way|slipped|collapsed)",
    "stuck": r"can not get (?:\w+ ){0,2}?(?:up|off the floor|off the ground)|can not (?:\w+ )?get up|(?:stuck|trapped|stranded|wedged) (?:\w+ ){0,2}(?:on|in|behind|here|against) (?:the |my |a )?(?:\w+ )?(?:floor|ground|bath|tub|shower|carpet|tiles|hall\w*)|not able to get up|unable to get up|can not stand up|on the floor (?:for|since|all)",
    "alone": r"alone|nobody|no one|no body|on my own|by myself|hours|all (?:night|day|morning)|since (?:yesterday|last night|this morning)|out of reach|can not reach (?:my|the) phone|live alone|lives alone|can hear me|phone is dead",
    "hurt": r"hip|head|broken|broke|bleeding|blood|injured|bone|funny angle|twisted|smashed|fractur\w*|cracked|unconscious|wrist|hurt myself|hurt my|neck|fallen|fell",
    "pregnant": r"pregnan\w*|preggers|expecting(?! a| the| my| some| company| people| guests| it| this)|having a baby|weeks (?:gone|along|pregnant)|months (?:gone|along)|trimester|my bump|up the duff|miscarr\w*|in labor|knocked up|with child|in the family way|bun in the oven|the baby|mum to be|carrying|placenta|antenatal|prenatal",
    "bleed": r"bleed\w*|blood|gush\w*|clots?|hemorrhag\w*|haemorrhag\w*",
    "waves": r"waves?|tighten\w*|tightenings|contract\w*|spotting|leak\w*|waters|fluid|cramp\w*|comes and goes|coming and going|every (?:few|five|ten|three|four|six|seven|eight) minutes|regular pain\w*|not moving|moving less|not moved|stopped moving|less movement|quiet|has not moved|hardly moved|not kicking|kicking less|fever\w*|temperature|swollen|blurred|headache|discharge|pressure down|itch\w*",
    "child": r"(?:my|our|his|her) (?:\w+ )?(?:son|daughter|child|kid|little one|little boy|little girl|boy|girl|baby|toddler|grandson|granddaughter|lad|wee one|teenager|niece|nephew)|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen) year old|i am (?:nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b",
    "childsign": r"fever\w*|temperature|limp\w*|will not walk|not walk|can not walk|refus\w+|night|cries|crying|screaming|weight|lethargic|floppy|wets?|wetting|stiff neck|hot|burning",
    "strain": r"cough\w*|sneez\w*|strain\w*|bear down|bearing down|blow my nose|laugh\w*",
    "sharp": r"pain|pains|hurt|hurts|hurting|worse|kill|kills|killing|agony|shoots?|shooting|stab\w*|excruciating|unbearable|murder|jolts?|goes down|knife|electric|scream|paining|flares?|explodes?|agonising|agonizing|catches|grabs",
    "nightly": r"(?:worse|worst|bad|worsens|agony|unbearable|terrible|kills me|sharpest|stronger|pain) (?:\w+ ){0,3}(?:at night|in the night|at nights|in bed at night|during the night|overnight|through the night|of a night)|(?:wakes|waking|woke|wake|woken|keeps|keeping|kept) (?:\w+ ){0,3}(?:at night|in the night|every night|all night|up at|through the night|night after night|in the small hours|most nights)|"
    r"night ?time is (?:the )?worst|nights are (?:the )?worst|worse (?:when i am )?lying down (?:at night)|at night it (?:is|gets) (?:much |far |really |so |way )?(?:worse|unbearable|agony|terrible)|(?:every|each|all) night (?:it|the pain|i am in)",
    "norest": r"nothing (?:\w+ ){0,2}(?:helps|eases|works|touches|takes|shifts|relieves|makes it (?:better|stop)|stops it|is helping|is working|is touching|gives relief|settles)|no (?:position|posture|way of lying) (?:\w+ ){0,3}(?:helps|eases|works|relieves|comfortable|stops|takes|gives|better|bearable)|no relief|does not (?:ease|let up|settle|go off|change) (?:\w+ ){0,4}(?:rest|lying|position|whatever|however|lie|do|night)|"
    r"(?:however|whichever way|whatever way|no matter how|any way|whatever position) i (?:lie|lay|sit|am|turn|move)(?: \w+){0,4}|will not ease|never (?:eases|lets up|stops|goes away|settles)|can not find (?:any |a )?relief|constant (?:pain|agony)|(?:hurts|sore|pain|bad) (?:\w+ ){0,3}(?:in every|in any|every|any|whatever) position|in (?:every|any|all) positions?|rest (?:does not|is not|makes no)(?: \w+){0,2}(?:help|ease|difference|helping)",
    "worstever": r"unbearable|excruciating|can not (?:bear|stand|take|cope|tolerate|endure|handle) (?:with |much |any |more )*(?:it|this|the pain|pain|more|any|longer)|worst pain|(?:ten|eleven|twelve|hundred) out of (?:ten|a hundred)|screaming (?:in|with) (?:pain|agony)|never (?:felt|had|known) (?:\w+ )?pain like|beyond (?:bearable|pain)|worse (?:every|each) (?:week|day)|worse (?:week|day) (?:by|on|after)|worse than (?:childbirth|labor|giving birth)|agonising|agonizing|intolerable|getting worse (?:every|by the|each) (?:day|week)|so (?:bad|much pain) (?:that )?i can not (?:think|talk|speak|sleep|breathe|see)|crying (?:with|in) (?:pain|agony)|sobbing (?:with|in) pain|pain is too much|off the scale|in (?:total|absolute|complete|sheer|utter|pure) agony|writhing",
    "weight": r"(?:losing|lost|dropping|dropped|lose|shedding|shed|come off|loss of|loss|fallen off|falling off|dropping off) (?:\w+ ){0,5}?(?:weight|stone|pounds|kilos?|kg|lbs|pound|weight loss)|weight (?:is |has )?(?:just |been )?(?:been )?(?:dropping|falling|coming|loss|gone|going|melting|going down)|weight loss|clothes (?:are )?(?:hanging|falling) off|getting thin\w*|skin and bone",
    "lump": r"lumps?|swelling|bulge|growth|hump|swollen (?:bit|patch|area)|(?:back|spine) (?:has |is )?(?:changed shape|bent|a different shape|gone a funny shape|looks? (?:different|crooked|wonky))|bump on (?:my|the|his|her) (?:back|spine)|change of shape|sticking out",
    "peepain": r"burn\w*|sting\w*|hurts?|hurting|pain\w*|sore|blood\w*|bleeding|red|pink|brown|cloudy|smelly|stinks|infection|razor blades|glass|dark|bloody",
    "kidneybad": r"kidney (?:infection|stones?|pain|trouble|disease|problem\w*)|kidneys? (?:are |is )?(?:hurts?|hurting|killing|agony|infected|aching|playing up|crook|sore|paining)|kidney stone|pyelonephritis|renal colic|stone (?:stuck|in my kidney)",
    "tear": r"tear(?:ing|s)?|torn|ripp?ing|ripp?ed|rips|tore|split\w*|burst",
}  # fmt: skip

PLACES = frozenset("saddle both bothx leg low chest arm tummy back blades flank pee bowel child alone old sitting".split())
"""Concepts that name a part of the body or a circumstance: a denial before them is about what it does, not about them."""

ALONE: Mapping[int, tuple[str, ...]] = {
    1: (
        # RF02 in one breath
        rf"(?:{_CANNOT}|have not|not|has not|nothing comes out when i|forgotten how to) (?:\w+ ){{0,3}}?(?:pee(?:d|ing)?|wee(?:d|ing)?|urinat\w+|piss(?:ing)?|pass(?:ing|ed)? (?:\w+ )?(?:water|urine|wee|motion)|empty my bladder|poo|poop|hold (?:my |the |his |her )?(?:pee|wee|water|urine|bladder|bowels|poo|motions?|wind|stools?)|control (?:my |his |her |the )?(?:\w+ )?(?:bladder|bowels?|pee|wee|poo|waterworks|sphincter|urine|motions?|toilet)|feel (?:my |the )?(?:bladder|pee|wee|bowels|poo|urine)|get (?:a |an )?(?:erection|hard|it up)|orgasm|come any more)(?! without| lying| because)",
        rf"(?:wet|peed|pee|weed|pissed|pooed|pooped|shat|soiled|messed|crapped|shit|wetting|peeing|pissing|soiling|shitting|pooing|pooping|dirtied|weeing|wee|wets|fouled|filled) (?:\w+ )?{_SELF}",
        r"(?:peed|weed|pissed|pooed|pooped|shat|soiled|crapped|shit|poo|pee|wee|leaked|went|motion|urine|it came out|accident|comes? out|coming out|came out|been) (?:\w+ ){0,3}?(?:without (?:realizing|realising|knowing|noticing|feeling|meaning|even|me|control|warning|my)|and (?:i )?(?:did not|never) (?:feel|know|realize|notice)|by itself|on its own|by accident)",
        r"incontinen\w*|(?:bladder|bowels?|urine|pee|wee|poo|waterworks) (?:\w+ ){0,3}?(?:leak\w*|dribbl\w*|gone|went|let go|letting go|stopped|not working|will not|does not work|out of control|has no control|just comes|just came|coming out|falls out|running out|numb|paraly[sz]ed|not empty\w*|shut down|packed (?:in|up)|retention)|(?:leaking|dribbling|leak|dribble|dribbles) (?:\w+ ){0,2}?(?:pee|wee|urine|poo|from (?:my )?bladder|down (?:there|my leg))|"
        r"(?:no|lost|losing|lose|loss of|without|no more|little) (?:all |any |my |the )?(?:control|feeling|sensation) (?:\w+ ){0,4}?(?:bladder|bowels?|pee|wee|poo|toilet|waterworks|downstairs|sphincter|back passage|motions?|urine)|(?:bladder|bowel) (?:control|and bowel control) (?:is |has )?(?:gone|going|lost)|lost (?:bladder|bowel) control|urine retention|retention of urine|nothing (?:comes|is coming|will come) (?:out)?(?: when i (?:pee|wee|try|go))?$",
        r"(?:lost|losing|no|can not get|can not keep|can not have|loss of|failed|trouble with) (?:\w+ ){0,2}?(?:erections?|erection|hard on|orgasm\w*)|impoten\w*|can not get it up|will not get hard|gone soft since|erectile|sex (?:\w+ )?feels? numb",
        # RF03 foot drop, whole body
        r"foot drop|dropped foot|(?:foot|feet) (?:\w+ ){0,2}?(?:drops|dropping|drags|dragging|flops|flopping|slaps|slapping|hangs|hanging|scuffs|scuffing|catches)(?! off)|(?:drag|drags|dragging) (?:my|a|one|his|her|the) (?:\w+ )?(?:foot|leg|toes)|can not (?:lift|pull up|raise|move|bend up|point|push down|push|pull|bring up|flex) (?:my |the |his |her )?(?:\w+ )?(?:foot|toes|feet|ankle|big toe)(?! that| high| with| all| any higher| with the)|trip(?:ping)? over my (?:own )?(?:toes|foot|feet)|paraly[sz]ed|"
        r"can not (?:move|feel) (?:anything|a thing) (?:\w+ )?(?:from|below|down|under)",
        # RF06
        r"(?:bike|motorbike|motorcycle) (?:at|doing) (?:\w+ )+miles an hour",
        # RF07
        r"heart attack|having a stroke|cardiac|angina|(?:can not|could not|can hardly|can barely|can not even|unable to|not able to|struggling to|struggle to|hard to|difficult to|trouble|fighting to|difficulty) (?:\w+ )?(?:breathe|breathing|catch (?:my|his|her|a) breath|get (?:my|his|her|a|any|enough) (?:breath|air)|breath)(?! that| so| as| in (?:that|time|for)| out (?:that|for|so)| with| along| through| slow| slowly| at your| this| how| because my nose)|"
        r"(?:no|without|lost) breath left|short(?:ness)? of breath|breathless\w*|gasping|fighting for (?:breath|air)|suffocat\w+|breathing (?:problems?|trouble|difficulty|difficulties|is (?:really |very )?(?:hard|difficult|bad|laboured))|problems? breathing|cough\w* (?:up )?blood|cold sweats?|come over all clammy|gone (?:all )?clammy|(?:gray|clammy) and (?:clammy|gray|sweaty|sweating)|heart (?:is |has )?(?:stopping|giving out|failing|hurts|hurting|pain)|pain in (?:my|the|his|her) heart|ticker|lips (?:are |have |gone |turned )*(?:blue|purple)",
        # RF07b
        r"aneurysm|aneurysms|aorta|aortic|triple (?:a|eh)|something (?:\w+ )?burst inside|internal bleeding",
        # RF05+, RF20+
        r"sepsis|septic|deliri\w+|meningitis",
        # RF21
        r"(?:want|wanna|wanted|wants|wish|going|ready|rather|like|love|feel|feeling|trying|planning|prefer|need|tempted|could) (?:\w+ ){0,2}?(?:to )?(?:die|be dead|kill (?:myself|himself|herself)|be gone|disappear forever|not wake up|not exist|stop existing|end my life|end it all)(?! for| of| laughing)|(?:kill|killing|hurt|harm|hang|shoot|drown|cut|cutting|harming|hurting|top|off|topping|end|ending|poison) (?:myself|himself|herself)(?! again| lifting| doing| when| if| more)|suicid\w*|(?:end|take|taking|ending) (?:my|his|her) (?:own )?life|leave this world|harmed myself|bear to be alive|point in being alive|feel safe with myself|(?:rope|drive into a wall|finish it all)|want out(?: of life)?$|end(?:ing)? it all|"
        r"(?:not|never|no longer) (?:want|wanna|wish|wants) to (?:live|be alive|be here any more|be here|go on living|wake up|exist|carry on living|go on like this|live like this|be around)|(?:better|best) off (?:dead|without me|if i was (?:gone|dead)|if i were)|overdos\w*|(?:no|not any|any|the) (?:point|reason|sense|purpose) (?:\w+ ){0,2}?(?:living|to live|being alive|life|being here)|(?:wish|if only|hope) i (?:was|were|am|could be|do not|did not|would not|never) (?:dead|wake|woke|waking|had been born|exist)|not worth living|life is (?:not|over|pointless|nt)|"
        r"(?:take|taken|took|swallow|swallowed|taking|swallowing) (?:all|every|the whole|a load|loads|a bottle|the lot|too many|a handful)(?: of)? (?:\w+ ){0,3}?(?:pills|tablets|paracetamol|painkillers|medicine|meds|packet|bottle|my pills)|jump (?:off|in front|out of|from) (?:a |the )?(?:\w+ )?(?:bridge|train|window|building|roof|cliff)|end it (?:for good|tonight|forever)|let me die|i give up on life|enough of (?:life|living)|do not want to live|can not (?:go on|carry on) living|can not go on like this|say(?:ing)? goodbye to everyone|goodbye note|suicide note|keep (?:myself|me) safe|self harm\w*|slit my|put me out of my misery|finish myself|do myself in|done with (?:life|living)",
        # RF15+
        r"baby is coming(?! home| over| round| to)|placenta|miscarr\w+|passing clots",
    ),
    2: (
        r"pins and needles|sciatica (?:\w+ ){0,4}?(?:foot|toes|ankle|calf|below)",
        r"blood in (?:my |the |his |her )?(?:pee|wee|urine|water|toilet|loo)|(?:pee|wee|peeing|weeing|pissing|passing|urine) (?:\w+ ){0,2}?blood|uti|water infection|kidney infection|urine infection|bladder infection|cystitis",
        r"osteoporosis (?:\w+ ){0,3}?(?:fell|tripped|slipped)|numb (?:patch|spot|area)",
        r"low immunity|no immune system|(?:weak|poor|rubbish|compromised|shot|bad|low|suppressed) immune|immune system (?:\w+ ){0,2}?(?:shot|weak|low|bad|poor|rubbish|compromised|suppressed|knackered|down|gone|buggered)|immuno\w+|methotrexate|on chemo",
    ),
}
"""Signs that one expression tells whole, by level."""

RULES: tuple[tuple[int, int, tuple[str, ...]], ...] = (
    (1, 9, ("saddle", "numb")), (1, 7, ("both", "numb")), (1, 6, ("both", "weak")), (1, 6, ("bothx", "pain")), (1, 6, ("legsgone",)),
    (1, 14, ("leg", "numb", "spread")), (1, 14, ("leg", "weak", "spread")), (1, 9, ("numb", "spread")), (1, 6, ("weak", "spread")),
    (1, 30, ("fever", "muddled")), (1, 30, ("ill", "muddled")), (1, 30, ("fallbad",)), (1, 30, ("crash",)),
    (1, 6, ("chest", "press")), (1, 5, ("arm", "armsign")), (1, 12, ("chest", "poorly")), (1, 20, ("back", "sweat", "poorly")),
    (1, 14, ("chest", "sweat")), (1, 20, ("chest", "faint")), (1, 8, ("chest", "tear")), (1, 10, ("blades", "tear")), (1, 14, ("blades", "sweat")),
    (1, 14, ("blades", "poorly")), (1, 6, ("tummy", "pulse")), (1, 14, ("tummy", "back", "severe")), (1, 14, ("tummy", "back", "poorly")), (1, 10, ("tummy", "tear")),
    (1, 25, ("cancer", "both", "numb")), (1, 25, ("cancer", "leg", "numb")), (1, 25, ("cancer", "leg", "weak")), (1, 25, ("cancer", "both", "weak")),
    (1, 25, ("cancer", "pee")), (1, 25, ("cancer", "bowel")), (1, 25, ("kidneybad", "muddled")), (1, 25, ("kidneybad", "worstever")), (1, 20, ("kidneybad", "poorly")),
    (1, 25, ("pee", "bleed", "muddled")), (1, 25, ("pee", "bleed", "poorly")), (1, 25, ("pee", "bleed", "severe")), (1, 20, ("flank", "fever", "muddled")), (1, 20, ("flank", "poorly", "severe")),
    (1, 25, ("pregnant", "bleed")), (1, 25, ("pregnant", "tummy", "severe")), (1, 25, ("pregnant", "faint")), (1, 25, ("stuck", "alone", "hurt")), (1, 20, ("stuck", "hurt")),
    (2, 6, ("leg", "numb")), (2, 5, ("leg", "weak")), (2, 6, ("shoots", "low")), (2, 30, ("fever",)),
    (2, 30, ("tumble", "bones")), (2, 30, ("tumble", "steroids")), (2, 30, ("tumble", "old")), (2, 30, ("cancer",)), (2, 30, ("weight",)), (2, 30, ("lump",)),
    (2, 30, ("steroids",)), (2, 30, ("immune",)), (2, 30, ("recent",)), (2, 30, ("nightly",)), (2, 30, ("norest",)), (2, 7, ("blades", "pain")),
    (2, 9, ("strain", "sharp")), (2, 5, ("pee", "peepain")), (2, 30, ("kidneybad",)), (2, 20, ("flank", "fever")), (2, 25, ("pregnant", "waves")),
    (2, 25, ("pregnant", "pain", "severe")), (2, 25, ("child", "childsign", "back")), (2, 30, ("worstever",)), (2, 25, ("stuck", "alone")), (2, 30, ("bones", "back")),
)  # fmt: skip
"""(level, most words from the first to the last concept, the concepts)."""
