"""What the detector of warning signs knows: words by concept, and which concepts together are a sign.

Everything is written in the spelling of `normal`: no contractions ("can not"), numbers as words. A concept is a
regular expression; a rule names concepts that must stand near each other, in any order. Levels and rows are those of
the clinical reference, 2.1; where a word is in doubt it is listed for the more urgent sign.
"""

from __future__ import annotations

from collections.abc import Mapping

CONCEPTS: Mapping[str, str] = {
    "saddle": (
        r"between (?:(?:my|the|his|her|your|our|me|their|both|both my|both the|my own) )?(?:legs|thighs)|"
        r"down there|down below|groins?|privates?|private (?:parts?|area|bits|place|region)|genitals?|"
        r"genitalia|hoo ha|tail end|seat area|when i wipe|toilet paper|tailbone area|private|crotch|(?:my|his|"
        r"her|lady|man|girl|boy) (?:bits|parts)|vagina|vulva|labia|fanny|foof|minge|penis|willy|dick|cock|"
        r"todger|knob|balls|testicles?|scrotum|nuts|goolies|bums?|bum cheeks?|bottom(?! of)|butts?|"
        r"butt cheeks?|buttocks?|glutes?|ass|arse|backside|(?:my|his|her) behind|rear(?: end)?|back end|"
        r"back passage|front passage|anus|bum ?hole|arse ?hole|ass ?hole|perineum|undercarriage|"
        r"nether regions?|inner thighs?|inside of (?:my|his|her|the) thighs?|saddle(?: area)?|(?:where|bit|"
        r"part|what) i sit(?: on)?|tush|tushy|lower regions?|butt hole|nethers|seat area|taint|gooch|"
        r"pelvic floor|undercarriage"
    ),
    "both": (
        r"legs|feet|both (?:of )?(?:my |the |his |her )?(?:legs?|feet|sides|thighs|calves|knees|ankles|lakes)|"
        r"either (?:leg|foot)|each leg|(?:left|right) (?:leg )?and (?:the )?(?:left|right)(?: leg)?|"
        r"waist down|(?:below|under|beneath) (?:the|my|his|her) waist|lower half|bottom half|lower body|"
        r"(?:hips?|belly button|waist) (?:to|down to) (?:my |the )?(?:toes|feet)|both of them|thighs|toes both"
    ),
    "bothx": (
        r"both (?:of )?(?:my |the |his |her )?(?:legs?|feet|sides|thighs|calves)|(?:my |"
        r"the )both (?:the )?legs?|either (?:leg|foot)|two legs|each leg|"
        r"left (?:leg )?and (?:the )?right(?: leg)?|legs both"
    ),
    "leg": r"legs?|foot|toes?|big toe|calf|calves|shin|shins|thigh|knee|ankle|heel|sole",
    "low": (
        r"(?:below|past|beyond|under|beneath) (?:my |the |his |her )?knee|(?:to|into|in|down to|down into|"
        r"right to|through|towards?|as far as|till|reaching|reaches) (?:my |the |his |her )?(?:left |right |"
        r"big |little )?(?:foot|feet|toes?|ankle|calf|shin|heel)"
    ),
    "chest": (
        r"chest|breastbone|ribs at the front|(?:might|could) be my heart|breast ?bone|sternum|ribcage|"
        r"left arm|jaw|chest wall|rib cage"
    ),
    "arm": r"(?:left|my|his|her) (?:left )?arms?|arm",
    "tummy": r"tummy|stomach|belly|abdomen|abdominal|guts?|stomache?|midriff|insides",
    "back": r"back|spine|backache",
    "blades": (
        r"between (?:my |the |both |both my |his |her )?shoulders?(?: blades?)?|shoulder blades?|upper back|"
        r"top of my back|high up (?:in|on) my back|mid back between"
    ),
    "flank": r"(?:my|the|his|her|one|left|right) (?:left |right )?side|flanks?|loins?|kidneys?",
    "pee": (
        r"pee|pees|peed|peeing|wee|weeing|wees|weed|urinate|urinating|urine|pass(?:ing)? (?:water|urine)|"
        r"bladder|waterworks|piss|pissing|tinkle|number ones?|spend(?:ing)? a penny|susu|water infection|uti|"
        r"take a leak|stream|bathroom bladder"
    ),
    "bowel": (
        r"bowels?|poo|poos|pooed|pooing|poop|pooped|pooping|shit|crap|motions?|turd|number twos?|sphincter|"
        r"stools?|feces|faeces|defecate|my wind|my gas|fart|farting"
    ),
    "numb": (
        r"numb|numbed|numbness|number and number|no (?:feeling|sensation)|(?:can not|could not|can no longer|"
        r"can hardly|can barely|not|do not|did not|does not|hardly|barely|unable to|not able to) feel(?! like|"
        r" better| well| good| right| ill| up| any better| sick| safe| easing| worse| bad| too)|lost (?:all |"
        r"the |my |any |some )?(?:feeling|sensation)|losing (?:all |the |my |more )?(?:feeling|sensation)|"
        r"feeling (?:has |is |in \w+ \w+ )*(?:all )?(?:gone|going|fading|went)|(?:loss|lack) of (?:feeling|"
        r"sensation)|(?:gone|going|went|feels?|all|completely|totally|is|are|feel) (?:all |completely |"
        r"totally |a bit )?dead|dead (?:leg|legs|foot|feet|spot|patch|area)|tingl\w*|pins and needles|(?:gone|"
        r"gone all|went|going|fallen|fell|is|are) (?:to sleep|asleep)|prickl\w*|deadened|fuzzy|cotton wool|"
        r"like wood|like a block|anesthesia|anesthetic|novocaine|dentist|does not feel like (?:mine|my)|"
        r"do not feel like (?:mine|my)|feels? (?:different|weird|strange|odd|wrong|funny)|no feelings?|"
        r"without feeling|buzzing|electric|jhunjhuni|sunn|sensation (?:has )?gone|desensiti[sz]ed"
    ),
    "legsgone": (
        r"legs (?:just |both )?fold\w*|both fold\w*|legs (?:keep )?going (?:from )?under|"
        r"legs (?:\w+ )?(?:went|gone|go|going)(?: from| under| on me| again)?$|legs (?:are |have |is |"
        r"just )*(?:gone|going|went|give|gave|giving)(?: completely| from| under| way| out| on me|$)|"
        r"legs (?:do not|will not|can not) (?:carry|hold|do|work|support|listen|obey)"
    ),
    "weak": (
        r"weak|weaker|weakness|weakening|(?:gave|give|gives|giving|given) (?:way|out|up on me)|buckl\w+|"
        r"collaps\w+|will not (?:work|move|hold|lift|do|respond|go|carry|support|obey|take)|(?:stopped|stop|"
        r"not|is not|are not|do not|does not|quit) (?:working|work|responding|obeying|moving)|no (?:strength|"
        r"power|control)|(?:lost|losing) (?:the |all |my |their )*(?:power|strength|control|use)|(?:can not|"
        r"not able to|unable to|could not) (?:move|lift|raise|use|bring|control|stand on|put weight on|"
        r"feel or move)|jelly|rubber|rubbery|like lead|gone heavy|floppy|limp|paraly[sz]\w*|wobbly|useless|"
        r"like noodles|like spaghetti|gone from under|going from under|hardly (?:move|lift|walk)|"
        r"barely (?:move|lift|stand)|dragging|drags|like (?:two )?planks|no good"
    ),
    "spread": (
        r"spread\w*|getting worse|gets worse|got worse|getting weaker|getting number|more and more|increasing|"
        r"climbing|creep\w+|moving up|going up|coming up|travel+ing|worse (?:and worse|every|by the|each|"
        r"today|now|than)|weaker|(?:now|and|then) (?:it is |it has |its )?(?:in |into )?(?:the )?other|"
        r"turned into|every hour|by the (?:hour|minute|day)|progress\w*|bit by bit|is worse|gone from one|"
        r"even (?:more|number|weaker)"
    ),
    "pain": (
        r"pain|pains|painful|paining|hurt|hurts|hurting|ache|aches|aching|achy|sore|agony|stab\w*|shoot|"
        r"shoots|shooting|burn|burns|burning|kill|kills|killing|stings?|stinging|throb\w*|excruciating|"
        r"cramp\w*|spasm\w*|zap\w*|jolts?|electric|lightning|sharp"
    ),
    "shoots": (
        r"shoot|shoots|shooting|sciatica|electric\w*|zap\w*|jolts?|lightning|radiat\w+|travels?|pain|pains|"
        r"stabb?\w*|burn\w*|goes|going|runs?|running|all the way|pins and needles|numb\w*|tingl\w*"
    ),
    "shooting": r"shooting|shoots|electric\w*|zing\w*|zap\w*|lightning|hot wire|current|jolts?|fizz\w*|burning line",
    "vomit": r"vomit\w*|throwing up|being sick|keep being sick",
    "press": (
        r"pain|pains|painful|hurt|hurts|hurting|tight|tightness|tightening|pressure|heavy|heaviness|crush\w*|"
        r"squeez\w+|band|weight|ache|aches|aching|burn|burning|burns|funny|stab\w*|elephant|sore|clamped|"
        r"gripping|parked|sitting on|standing on|stood on|vice|constrict\w*|sharp|twinges?|killing|killer|"
        r"discomfort|uncomfortable|numb|tingl\w*|dead|weird|not right|playing up|paining|flutter\w*|heartburn|"
        r"indigestion|bad|agony|strange"
    ),
    "armsign": (
        r"pain|pains|hurt|hurts|hurting|heavy|heaviness|numb|numbness|tingl\w*|dead|funny|weak|ache|aches|"
        r"weird|pins and needles|limp|useless|tight"
    ),
    "sweat": r"sweat\w*|clammy|pouring with sweat|cold sweats?",
    "poorly": (
        r"sick|dizzy|faint\w*|gray|pale|giddy|vomit\w*|throwing up|threw up|nausea\w*|nauseous|passed out|"
        r"passing out|blacked out|blacking out|collaps\w+|light ?headed|woozy|clammy|racing heart|"
        r"heart is (?:racing|pounding)|gone cold|spew\w*|puk\w+|hurling|being sick"
    ),
    "faint": (
        r"passed out|passing out|fainted|blacked out|blacking out|collapsed|lost consciousness|unconscious|"
        r"keep fainting"
    ),
    "severe": (
        r"severe\w*|sudden\w*|agony|awful\w*|terrible|terribly|excruciating|unbearable|worst|dreadful|"
        r"stabbing|rigid|out of nowhere|intense|crippling|doubled (?:up|over)|violent|horrific|screaming|"
        r"from hell|so bad|really bad|badly|extreme\w*|constant\w*|horrendous|blinding|sweating|clammy|"
        r"faint\w*|collapsed|will not stop|does not stop|all the time|non ?stop|can not (?:bear|stand|take|"
        r"speak|breathe)"
    ),
    "pulse": r"puls\w+|throb\w*|heart ?beat|beating|beats|thump\w*|pounding|drumming",
    "fever": (
        r"fever\w*|(?:high|got a|have a|running a|run a|has a|had a|a raging|with a|raised|bit of a|my|slight|"
        r"a|spiking a) (?:high |raging |bit of a )?temperature(?! is (?:normal|fine|okay))|temp of|shiver\w*|"
        r"chills|burning up|burning hot|boiling hot|rigors?|hot and cold|shaking all over|feverish\w*|bukhar|"
        r"night sweats|temperature of"
    ),
    "ill": (
        r"(?:really|very|so|proper|seriously|properly|awfully|dead|bloody|extremely|terribly) (?:ill|unwell|"
        r"poorly|sick|rough|crook)|feel (?:ill|unwell|poorly)|very very ill|flu"
    ),
    "muddled": (
        r"confus\w*|muddled|drows\w*|blotch\w*|mottl\w*|deliri\w*|(?:fast|rapid|quick) breath\w*|"
        r"breathing (?:really |very |so )?(?:fast|quick\w*|rapid\w*)|hallucinat\w*|seeing things|"
        r"can not stay awake|slurr\w*|rash|collaps\w+|passed out|passing out|faint\w*|blue|fits?|making (?:no|"
        r"any) sense|not making sense|make sense|sepsis|septic|gibberish|can not (?:wake|think|speak|talk)|"
        r"fading|doesn?t know|does not know|do not know where|too ill|can not stop shaking|shaking (?:so|all|"
        r"like|and|uncontroll\w*)|very very ill|floppy|not waking|hard to wake"
    ),
    "cancer": (
        r"cancer\w*|tumou?rs?|chemo\w*|radiotherapy|radiation|lymphoma|leukemia|leukaemia|myeloma|melanoma|"
        r"metasta\w+|mets|secondaries|oncolog\w+|mastectomy|malignan\w+|carcinoma|sarcoma|the c word|the big c"
    ),
    "steroids": r"steroids?|prednis\w+|cortisone|cortico\w+|hydrocortisone|dexamethasone",
    "immune": (
        r"immune system|immunity|immuno\w*|immune|methotrexate|azathioprine|biologics?|humira|transplant|hiv|"
        r"aids|dialysis|injecting|inject|injected|heroin|shooting up|shoot up|needle user|intravenous drugs?|"
        r"iv drugs?|neutropenic|spleen|rituximab|ciclosporin|cyclosporine"
    ),
    "recent": (
        r"(?:just had|had|recent|recently|last week|last month|few days ago|yesterday|after|"
        r"since) (?:\w+ ){0,3}(?:infection|surgery|operation|procedure|epidural|spinal|lumbar puncture|"
        r"spine injection|injection|sepsis|tattoo infection|abscess|root canal|injection in my (?:back|"
        r"spine))|epidural|lumbar puncture|spinal (?:tap|injection|surgery|op|fusion|block)|infection"
    ),
    "bones": (
        r"osteoporosis|osteopenia|thin bones|brittle bones?|weak bones|bone thinning|thinning bones|"
        r"fragile bones|crumbly bones|bones (?:are|is) (?:\w+ )?(?:thin|weak|brittle|fragile|like chalk|"
        r"crumbling)|dodgy bones|soft bones"
    ),
    "old": (
        r"(?:sixty|seventy|eighty|ninety)(?: (?:one|two|three|four|five|six|seven|eight|nine))?|pensioner|"
        r"in my (?:sixties|seventies|eighties|nineties)|elderly|old lady|old man|great grandmother|"
        r"no spring chicken|at my age"
    ),
    "tumble": (
        r"fell|fall|fallen|slipped|slip|tripped|trip|stumbled|bump\w*|knock\w*|tumble\w*|came down|banged|"
        r"went over|had a fall|lifted|lift|jolt\w*|landed|sat down hard|missed (?:a|the) step"
    ),
    "fallbad": (
        r"fell downstairs|fell of (?:the|a) (?:roof|ladder)|(?:massive|huge|big) tumble|(?:kicked|hit|punched|"
        r"stabbed|knocked) me in the back|(?:kicked|hit|punched) in the back|since the (?:crash|accident)|"
        r"hit me from behind|big hit|on concrete|fell on me|fell the scaffolding|(?:a|"
        r"some) (?:\w+ )?motor\w+ hit me|off a (?:ladder|roof|horse|wall)|(?:fell|fall|fallen|falling|came|"
        r"come|tumbled|thrown|threw|knocked|pushed|jumped|dropped|slipped|plunged|flew|slid|bounced|went|"
        r"header|flying|bucked|crashed|plummet\w*|stepped|down|off|landed) (?:\w+ ){0,2}?(?:off|from|out of|"
        r"down|over|through|out) (?:of )?(?:a |an |the |my |his |her |our |some |me |"
        r"one )?(?:\w+ ){0,2}?(?:ladders?|stepladder|roof|rooftop|stairs?|staircase|steps|horse|pony|bike|"
        r"bicycle|byke|motorbike|motorcycle|scooter|tree|window|balcony|scaffold\w*|wall|loft|attic|cliff|"
        r"truck|lorry|ute|terrace|moped|quad\w*|tractor|escalator|bridge|platform|stage|trampoline|hay ?loft|"
        r"banister|bannister|height|great height|van|car|bus|train|skateboard|deck|garage|first floor|"
        r"second floor|storey|story|scaffolding|forklift|fence|flight|handlebars|bonnet|hatch|gantry)"
    ),
    "crash": (
        r"(?:car|bike|bus|train|road|traffic|motorbike|motorcycle|plane|head on|van|truck|lorry) (?:crash|"
        r"accident|wreck|smash|collision|pile up)|rta|rtc|whiplash|rear ended|t boned|(?:hit|run over|"
        r"knocked down|knocked over|knocked off|struck|mown down|clipped) (?:me |my bike |him |her )?by (?:a |"
        r"an |the )?(?:\w+ )?(?:car|van|bus|truck|lorry|motorbike|bike|cyclist|tractor|taxi|train|tram|"
        r"scooter|forklift|suv)|(?:car|van|bus|truck|lorry|motorbike|taxi|tractor|forklift) (?:hit|ran into|"
        r"ran over|knocked|smashed into|drove into|ploughed into|backed into|reversed into) (?:me|us|him|her|"
        r"my|into)|crashed (?:my|the|his|her|our|into|skiing|snow\w*|on)|wrapped (?:my|the) car|rolled (?:the|"
        r"my) (?:car|quad|truck|tractor)|totall?ed|(?:serious|bad|nasty|big|terrible|car|horrible|awful|"
        r"major) (?:accident|crash|smash|wreck)|(?:bad|hard|nasty|heavy|serious|big|terrible|awful|horrible|"
        r"great) fall|fell (?:\w+ ){0,3}(?:feet|foot|metres?|storeys|floors|flights?)|(?:was|been|"
        r"were) in an accident|met with (?:an )?accident|kicked (?:\w+ ){0,4}(?:horse|cow|bull)|(?:horse|cow|"
        r"bull) (?:\w+ ){0,2}(?:kicked|threw|bucked|trampled)|(?:tree|beam|wall|shelf|something heavy|branch|"
        r"bookcase|wardrobe|load|pallet) (?:\w+ )?(?:fell|landed|came down|collapsed) (?:right )?on (?:me|my|"
        r"him|her)|(?:beaten|beat|mugged|attacked|assaulted|got stabbed|been stabbed|got shot|been shot|"
        r"crushed|trampled)|heard (?:a |it |my back |something )?(?:crack|snap)|blow to (?:my|the) (?:back|"
        r"spine)|broken (?:my )?(?:back|spine|neck)|broke (?:my|his|her) (?:back|spine|neck|hip)|"
        r"landed (?:right |flat |hard )?on (?:my|his|her) (?:spine|head|neck)|tackled|scrum collapsed|"
        r"parachut\w*|diving board|dived into|tobogganing|came a cropper|ladder (?:gave way|slipped|collapsed)"
    ),
    "stuck": (
        r"can not get (?:\w+ ){0,2}?(?:up|off the floor|off the ground)|can not (?:\w+ )?get up|(?:stuck|"
        r"trapped|stranded|wedged) (?:\w+ ){0,2}(?:on|in|behind|here|against) (?:the |my |"
        r"a )?(?:\w+ )?(?:floor|ground|bath|tub|shower|carpet|tiles|hall\w*)|not able to get up|"
        r"unable to get up|can not stand up|on the floor (?:for|since|all)"
    ),
    "alone": (
        r"alone|nobody|no one|no body|on my own|by myself|hours|all (?:night|day|morning)|since (?:yesterday|"
        r"last night|this morning)|out of reach|can not reach (?:my|the) phone|live alone|lives alone|"
        r"can hear me|phone is dead"
    ),
    "hurt": (
        r"hip|head|broken|broke|bleeding|blood|injured|bone|funny angle|twisted|smashed|fractur\w*|cracked|"
        r"unconscious|wrist|hurt myself|hurt my|neck|fallen|fell"
    ),
    "pregnant": (
        r"pregnan\w*|preggers|expecting(?! a| the| my| some| company| people| guests| it| this)|having a baby|"
        r"weeks (?:gone|along|pregnant)|months (?:gone|along)|trimester|my bump|up the duff|miscarr\w*|"
        r"in labor|knocked up|with child|in the family way|bun in the oven|the baby|mum to be|carrying|"
        r"placenta|antenatal|prenatal"
    ),
    "bleed": r"bleed\w*|blood|gush\w*|clots?|hemorrhag\w*|haemorrhag\w*",
    "waves": (
        r"waves?|tighten\w*|tightenings|contract\w*|spotting|leak\w*|waters|fluid|cramp\w*|comes and goes|"
        r"coming and going|every (?:few|five|ten|three|four|six|seven|eight) minutes|regular pain\w*|"
        r"not moving|moving less|not moved|stopped moving|less movement|quiet|has not moved|hardly moved|"
        r"not kicking|kicking less|fever\w*|temperature|swollen|blurred|headache|discharge|pressure down|"
        r"itch\w*"
    ),
    "child": (
        r"(?:my|our|his|her) (?:\w+ )?(?:son|daughter|child|kid|little one|little boy|little girl|boy|girl|"
        r"baby|toddler|grandson|granddaughter|lad|wee one|teenager|niece|nephew)|(?:two|three|four|five|six|"
        r"seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen) year old|"
        r"i am (?:nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b"
    ),
    "childsign": (
        r"fever\w*|temperature|limp\w*|will not walk|not walk|can not walk|refus\w+|night|cries|crying|"
        r"screaming|weight|lethargic|floppy|wets?|wetting|stiff neck|hot|burning"
    ),
    "strain": r"cough\w*|sneez\w*|strain\w*|bear down|bearing down|blow my nose|laugh\w*",
    "sharp": (
        r"pain|pains|hurt|hurts|hurting|worse|kill|kills|killing|agony|shoots?|shooting|stab\w*|excruciating|"
        r"unbearable|murder|jolts?|goes down|knife|electric|scream|paining|flares?|explodes?|agonising|"
        r"agonizing|catches|grabs"
    ),
    "nightly": (
        r"(?:worse|worst|bad|worsens|agony|unbearable|terrible|kills me|sharpest|stronger|"
        r"pain) (?:\w+ ){0,3}(?:at night|in the night|at nights|in bed at night|during the night|overnight|"
        r"through the night|of a night)|(?:wakes|waking|woke|wake|woken|keeps|keeping|"
        r"kept) (?:\w+ ){0,3}(?:at night|in the night|every night|all night|up at|through the night|"
        r"night after night|in the small hours|most nights)|night ?time is (?:the )?worst|"
        r"nights are (?:the )?worst|worse (?:when i am )?lying down (?:at night)|at night it (?:is|"
        r"gets) (?:much |far |really |so |way )?(?:worse|unbearable|agony|terrible)|(?:every|each|"
        r"all) night (?:it|the pain|i am in)"
    ),
    "norest": (
        r"nothing (?:\w+ ){0,2}(?:helps|eases|works|touches|takes|shifts|relieves|makes it (?:better|stop)|"
        r"stops it|is helping|is working|is touching|gives relief|settles)|no (?:position|posture|"
        r"way of lying) (?:\w+ ){0,3}(?:helps|eases|works|relieves|comfortable|stops|takes|gives|better|"
        r"bearable)|no relief|does not (?:ease|let up|settle|go off|change) (?:\w+ ){0,4}(?:rest|lying|"
        r"position|whatever|however|lie|do|night)|(?:however|whichever way|whatever way|no matter how|any way|"
        r"whatever position) i (?:lie|lay|sit|am|turn|move)(?: \w+){0,4}|will not ease|never (?:eases|lets up|"
        r"stops|goes away|settles)|can not find (?:any |a )?relief|constant (?:pain|agony)|(?:hurts|sore|pain|"
        r"bad) (?:\w+ ){0,3}(?:in every|in any|every|any|whatever) position|in (?:every|any|all) positions?|"
        r"rest (?:does not|is not|makes no)(?: \w+){0,2}(?:help|ease|difference|helping)"
    ),
    "worstever": (
        r"unbearable|excruciating|can not (?:bear|stand|take|cope|tolerate|endure|handle) (?:with |much |any |"
        r"more )*(?:it|this|the pain|pain|more|any|longer)|worst pain|(?:ten|eleven|twelve|"
        r"hundred) out of (?:ten|a hundred)|screaming (?:in|with) (?:pain|agony)|never (?:felt|had|"
        r"known) (?:\w+ )?pain like|beyond (?:bearable|pain)|worse (?:every|each) (?:week|day)|worse (?:week|"
        r"day) (?:by|on|after)|worse than (?:childbirth|labor|giving birth)|agonising|agonizing|intolerable|"
        r"getting worse (?:every|by the|each) (?:day|week)|so (?:bad|much pain) (?:that )?i can not (?:think|"
        r"talk|speak|sleep|breathe|see)|crying (?:with|in) (?:pain|agony)|sobbing (?:with|in) pain|"
        r"pain is too much|off the scale|in (?:total|absolute|complete|sheer|utter|pure) agony|writhing"
    ),
    "weight": (
        r"(?:losing|lost|dropping|dropped|lose|shedding|shed|come off|loss of|loss|fallen off|falling off|"
        r"dropping off) (?:\w+ ){0,5}?(?:weight|stone|pounds|kilos?|kg|lbs|pound|weight loss)|weight (?:is |"
        r"has )?(?:just |been )?(?:been )?(?:dropping|falling|coming|loss|gone|going|melting|going down)|"
        r"weight loss|clothes (?:are )?(?:hanging|falling) off|getting thin\w*|skin and bone"
    ),
    "lump": (
        r"lumps?|swelling|bulge|growth|hump|swollen (?:bit|patch|area)|(?:back|spine) (?:has |"
        r"is )?(?:changed shape|bent|a different shape|gone a funny shape|looks? (?:different|crooked|wonky))|"
        r"bump on (?:my|the|his|her) (?:back|spine)|change of shape|sticking out"
    ),
    "peepain": (
        r"burn\w*|sting\w*|hurts?|hurting|pain\w*|sore|blood\w*|bleeding|red|pink|brown|cloudy|smelly|stinks|"
        r"infection|razor blades|glass|dark|bloody"
    ),
    "kidneybad": (
        r"kidney (?:infection|stones?|pain|trouble|disease|problem\w*)|kidneys? (?:are |is )?(?:hurts?|"
        r"hurting|killing|agony|infected|aching|playing up|crook|sore|paining)|kidney stone|pyelonephritis|"
        r"renal colic|stone (?:stuck|in my kidney)"
    ),
    "tear": r"tear(?:ing|s)?|torn|ripp?ing|ripp?ed|rips|tore|split\w*|burst",
}
"""Concepts by name: parts of the body, then what they do, then circumstances."""

PLACES = frozenset(
    (
        "saddle",
        "both",
        "bothx",
        "leg",
        "low",
        "chest",
        "arm",
        "tummy",
        "back",
        "blades",
        "flank",
        "pee",
        "bowel",
        "child",
        "alone",
        "old",
    )
)
"""Concepts that name a part of the body or a circumstance: a denial before them is about what it does."""

ALONE: Mapping[int, tuple[str, ...]] = {
    1: (
        (
            r"(?:(?:can not|could not|can hardly|can barely|can not even|can no longer|unable to|not able to|"
            r"not being able to|not been able to|no longer|can not properly|can not really|couldnt|struggle to|"
            r"struggling to|trouble|difficulty|hard to|hard time|do not seem to be able to)|have not|not|has not|"
            r"nothing comes out when i|forgotten how to) (?:\w+ ){0,3}?(?:pee(?:d|ing)?|wee(?:d|ing)?|urinat\w+|"
            r"piss(?:ing)?|pass(?:ing|ed)? (?:\w+ )?(?:water|urine|wee|motion)|empty my bladder|poo|poop|"
            r"hold (?:my |the |his |her )?(?:pee|wee|water|urine|bladder|bowels|poo|motions?|wind|stools?)|"
            r"control (?:my |his |her |the )?(?:\w+ )?(?:bladder|bowels?|pee|wee|poo|waterworks|sphincter|urine|"
            r"motions?|toilet)|feel (?:my |the )?(?:bladder|pee|wee|bowels|poo|urine)|get (?:a |an )?(?:erection|"
            r"hard|it up)|orgasm|come any more)(?! without| lying| because)"
        ),
        (
            r"(?:wet|peed|pee|weed|pissed|pooed|pooped|shat|soiled|messed|crapped|shit|wetting|peeing|pissing|"
            r"soiling|shitting|pooing|pooping|dirtied|weeing|wee|wets|fouled|filled) (?:\w+ )?(?:myself|himself|"
            r"herself|themselves|me pants|my pants|my trousers|my knickers|my underwear|my jeans|my bed|the bed|"
            r"the floor|all over)"
        ),
        (
            r"(?:peed|weed|pissed|pooed|pooped|shat|soiled|crapped|shit|poo|pee|wee|leaked|went|motion|urine|"
            r"it came out|accident|comes? out|coming out|came out|been) (?:\w+ ){0,3}?(?:without (?:realizing|"
            r"realising|knowing|noticing|feeling|meaning|even|me|control|warning|my)|and (?:i )?(?:did not|"
            r"never) (?:feel|know|realize|notice)|by itself|on its own|by accident)"
        ),
        (
            r"incontinen\w*|(?:bladder|bowels?|urine|pee|wee|poo|waterworks) (?:\w+ ){0,3}?(?:leak\w*|dribbl\w*|"
            r"gone|went|let go|letting go|stopped|not working|will not|does not work|out of control|"
            r"has no control|just comes|just came|coming out|falls out|running out|numb|paraly[sz]ed|not empty\w*|"
            r"shut down|packed (?:in|up)|retention)|(?:leaking|dribbling|leak|dribble|"
            r"dribbles) (?:\w+ ){0,2}?(?:pee|wee|urine|poo|from (?:my )?bladder|down (?:there|my leg))|(?:no|lost|"
            r"losing|lose|loss of|without|no more|little) (?:all |any |my |the )?(?:control|feeling|"
            r"sensation) (?:\w+ ){0,4}?(?:bladder|bowels?|pee|wee|poo|toilet|waterworks|downstairs|sphincter|"
            r"back passage|motions?|urine)|(?:bladder|bowel) (?:control|and bowel control) (?:is |has )?(?:gone|"
            r"going|lost)|lost (?:bladder|bowel) control|urine retention|retention of urine|nothing (?:comes|"
            r"is coming|will come) (?:out)?(?: when i (?:pee|wee|try|go))?$"
        ),
        (
            r"(?:lost|losing|no|can not get|can not keep|can not have|loss of|failed|"
            r"trouble with) (?:\w+ ){0,2}?(?:erections?|erection|hard on|orgasm\w*)|impoten\w*|can not get it up|"
            r"will not get hard|gone soft since|erectile|sex (?:\w+ )?feels? numb"
        ),
        (
            r"(?:nothing|not (?:one|a) drop|nothing at all|only a dribble|just a dribble) (?:\w+ )?(?:comes?|came|"
            r"is coming|will come)|(?:pee|wee|urine|stream) (?:\w+ ){0,3}?(?:and nothing|stopped|gone weak|"
            r"will not come)|trying to (?:pee|wee|go) (?:\w+ ){0,4}?(?:and )?(?:nothing|can not)|(?:had|"
            r"having) an accident in (?:my )?(?:bed|trousers|pants|knickers|jeans|underwear)|"
            r"feel(?:ing)? (?:myself|me) (?:going|go|pee|wee)|feel (?:the )?(?:need|urge) to (?:pee|wee|go)|"
            r"in my own (?:pee|wee|urine|mess|poo)|started leaking|erection problems?|(?:can not|"
            r"could not) (?:tell|feel) (?:if|when|that) i (?:have |am )?(?:\w+ )?(?:wip\w+|pee\w*|wee\w*|wet|been|"
            r"go\w*|finished)|can not go it will not start"
        ),
        (
            r"foot drop|dropped foot|(?:foot|feet) (?:\w+ ){0,2}?(?:drops|dropping|drags|dragging|flops|flopping|"
            r"slaps|slapping|hangs|hanging|scuffs|scuffing|catches)(?! off)|(?:drag|drags|dragging) (?:my|a|one|"
            r"his|her|the) (?:\w+ )?(?:foot|leg|toes)|can not (?:lift|pull up|raise|move|bend up|point|push down|"
            r"push|pull|bring up|flex) (?:my |the |his |her )?(?:\w+ )?(?:foot|toes|feet|ankle|big toe)(?! that|"
            r" high| with| all| any higher| with the)|trip(?:ping)? over my (?:own )?(?:toes|foot|feet)|"
            r"paraly[sz]ed|can not (?:move|feel) (?:anything|a thing) (?:\w+ )?(?:from|below|down|under)"
        ),
        r"(?:bike|motorbike|motorcycle) (?:at|doing) (?:\w+ )+miles an hour",
        (
            r"(?:might|could) be my heart$|heart attack|having a stroke|cardiac|angina|(?:can not|could not|"
            r"can hardly|can barely|can not even|unable to|not able to|struggling to|struggle to|hard to|"
            r"difficult to|trouble|fighting to|difficulty) (?:\w+ )?(?:breathe|breathing|catch (?:my|his|her|"
            r"a) breath|get (?:my|his|her|a|any|enough) (?:breath|air)|breath)(?! that| so| as| in (?:that|time|"
            r"for)| out (?:that|for|so)| with| along| through| slow| slowly| at your| this| how| because my nose)|"
            r"(?:no|without|lost) breath left|short(?:ness)? of breath|breathless\w*|gasping|"
            r"fighting for (?:breath|air)|suffocat\w+|breathing (?:problems?|trouble|difficulty|difficulties|"
            r"is (?:really |very )?(?:hard|difficult|bad|laboured))|problems? breathing|cough\w* (?:up )?blood|"
            r"cold sweats?|come over all clammy|gone (?:all )?clammy|(?:gray|clammy) and (?:clammy|gray|sweaty|"
            r"sweating)|heart (?:is |has )?(?:stopping|giving out|failing|hurts|hurting|pain)|pain in (?:my|the|"
            r"his|her) heart|ticker|lips (?:are |have |gone |turned )*(?:blue|purple)"
        ),
        r"aneurysm|aneurysms|aorta|aortic|triple (?:a|eh)|something (?:\w+ )?burst inside|internal bleeding",
        r"sepsis|septic|deliri\w+|meningitis",
        (
            r"(?:want|wanna|wanted|wants|wish|going|ready|rather|like|love|feel|feeling|trying|planning|prefer|"
            r"need|tempted|could) (?:\w+ ){0,2}?(?:to )?(?:die|be dead|kill (?:myself|himself|herself)|be gone|"
            r"disappear forever|not wake up|not exist|stop existing|end my life|end it all)(?! for| of| laughing)|"
            r"(?:kill|killing|hurt|harm|hang|shoot|drown|cut|cutting|harming|hurting|top|off|topping|end|ending|"
            r"poison) (?:myself|himself|herself)(?! again| lifting| doing| when| if| more)|suicid\w*|(?:end|take|"
            r"taking|ending) (?:my|his|her) (?:own )?life|leave this world|harmed myself|bear to be alive|"
            r"point in being alive|feel safe with myself|(?:rope|drive into a wall|finish it all)|"
            r"want out(?: of life)?$|end(?:ing)? it all|(?:not|never|no longer) (?:want|wanna|wish|"
            r"wants) to (?:live|be alive|be here any more|be here|go on living|wake up|exist|carry on living|"
            r"go on like this|live like this|be around)|(?:better|best) off (?:dead|without me|if i was (?:gone|"
            r"dead)|if i were)|overdos\w*|(?:no|not any|any|the) (?:point|reason|sense|"
            r"purpose) (?:\w+ ){0,2}?(?:living|to live|being alive|life|being here)|(?:wish|if only|"
            r"hope) i (?:was|were|am|could be|do not|did not|would not|never) (?:dead|wake|woke|waking|"
            r"had been born|exist)|not worth living|life is (?:not|over|pointless|nt)|(?:take|taken|took|swallow|"
            r"swallowed|taking|swallowing) (?:all|every|the whole|a load|loads|a bottle|the lot|too many|"
            r"a handful)(?: of)? (?:\w+ ){0,3}?(?:pills|tablets|paracetamol|painkillers|medicine|meds|packet|"
            r"bottle|my pills)|jump (?:off|in front|out of|from) (?:a |the )?(?:\w+ )?(?:bridge|train|window|"
            r"building|roof|cliff)|end it (?:for good|tonight|forever)|let me die|i give up on life|"
            r"enough of (?:life|living)|do not want to live|can not (?:go on|carry on) living|"
            r"can not go on like this|say(?:ing)? goodbye to everyone|goodbye note|suicide note|keep (?:myself|"
            r"me) safe|self harm\w*|slit my|put me out of my misery|finish myself|do myself in|done with (?:life|"
            r"living)"
        ),
        (
            r"hurt you know where|would be better off if i (?:was|were) gone|jump off|give up on life|"
            r"face being alive|what i might do to myself|want to be (?:dead|gone)|better off (?:not here|"
            r"not being here|gone)|i want to end (?:it all|everything)|do something (?:stupid|silly) to myself"
        ),
        r"baby is coming(?! home| over| round| to)|placenta|miscarr\w+|passing clots",
    ),
    2: (
        (
            r"between (?:my |the |your |both |both my |his |her )?(?:\w+ )?(?:shoulders?|shoulder blades?|"
            r"angel wings|boulder blades)|thoracic|(?:high|higher) (?:up )?in my back|high up my (?:back|spine)|"
            r"(?:it is|pain is|hurts at|hurts in) the top of my back"
        ),
        (
            r"contractions?|waters? (?:have |has |just )*(?:broke|broken|gone)|my waters|braxton|"
            r"felt the baby move|in labor|bump (?:\w+ ){0,4}tight\w*|burning down there when i|you t i|(?:fever|"
            r"temp\w*) is (?:up|high)"
        ),
        (
            r"(?:worst|worse) (?:pain|pane) of|hurts so (?:much|bad|badly) i can not|(?:no|without) let up|"
            r"it is constant|whatever i do|never goes (?:even|away)|gets? worse not better|"
            r"getting worse and worse|makes no difference at all|wakes me (?:up )?(?:at|every|in)|up every night|"
            r"at night because of the pain|not (?:get|find) comfortable in any|even after (?:taking )?rest|"
            r"blinding agony|beside myself with|stop i am begging|screaming"
        ),
        (
            r"(?:stuck|lying) on the floor (?:\w+ ){0,4}?(?:by myself|alone|on my own|nobody|no one|hours?)|"
            r"(?:by myself|alone|on my own|nobody|no one) (?:\w+ ){0,8}?(?:can not|unable to|"
            r"not able to) (?:\w+ ){0,2}?(?:get|stand) (?:up|off)|still can not get up|"
            r"keep trying to get up (?:\w+ )*can not|can not get (?:myself|herself|himself) up"
        ),
        r"pins and needles|sciatica (?:\w+ ){0,4}?(?:foot|toes|ankle|calf|below)",
        (
            r"blood in (?:my |the |his |her )?(?:pee|wee|urine|water|toilet|loo)|(?:pee|wee|peeing|weeing|pissing|"
            r"passing|urine) (?:\w+ ){0,2}?blood|uti|water infection|kidney infection|urine infection|"
            r"bladder infection|cystitis"
        ),
        r"osteoporosis (?:\w+ ){0,3}?(?:fell|tripped|slipped)|numb (?:patch|spot|area)",
        (
            r"low immunity|no immune system|(?:weak|poor|rubbish|compromised|shot|bad|low|suppressed) immune|"
            r"immune system (?:\w+ ){0,2}?(?:shot|weak|low|bad|poor|rubbish|compromised|suppressed|knackered|down|"
            r"gone|buggered)|immuno\w+|methotrexate|on chemo"
        ),
    ),
}
"""Signs that one expression tells whole, by level."""

RULES: tuple[tuple[int, int, tuple[str, ...]], ...] = (
    (1, 9, ("saddle", "numb")),
    (1, 7, ("both", "numb")),
    (1, 6, ("both", "weak")),
    (1, 6, ("bothx", "pain")),
    (1, 6, ("legsgone",)),
    (1, 14, ("leg", "numb", "spread")),
    (1, 14, ("leg", "weak", "spread")),
    (1, 9, ("numb", "spread")),
    (1, 6, ("weak", "spread")),
    (1, 30, ("fever", "muddled")),
    (1, 30, ("ill", "muddled")),
    (1, 30, ("fallbad",)),
    (1, 30, ("crash",)),
    (1, 6, ("chest", "press")),
    (1, 5, ("arm", "armsign")),
    (1, 12, ("chest", "poorly")),
    (1, 20, ("back", "sweat", "poorly")),
    (1, 14, ("chest", "sweat")),
    (1, 20, ("chest", "faint")),
    (1, 8, ("chest", "tear")),
    (1, 10, ("blades", "tear")),
    (1, 14, ("blades", "sweat")),
    (1, 14, ("blades", "poorly")),
    (1, 6, ("tummy", "pulse")),
    (1, 14, ("tummy", "back", "severe")),
    (1, 14, ("tummy", "back", "poorly")),
    (1, 10, ("tummy", "tear")),
    (1, 25, ("cancer", "both", "numb")),
    (1, 25, ("cancer", "leg", "numb")),
    (1, 25, ("cancer", "leg", "weak")),
    (1, 25, ("cancer", "both", "weak")),
    (1, 25, ("cancer", "pee")),
    (1, 25, ("cancer", "bowel")),
    (1, 25, ("kidneybad", "muddled")),
    (1, 25, ("kidneybad", "worstever")),
    (1, 20, ("kidneybad", "poorly")),
    (1, 25, ("pee", "bleed", "muddled")),
    (1, 25, ("pee", "bleed", "poorly")),
    (1, 25, ("pee", "bleed", "severe")),
    (1, 20, ("flank", "fever", "muddled")),
    (1, 20, ("flank", "poorly", "severe")),
    (1, 25, ("pregnant", "bleed")),
    (1, 25, ("pregnant", "tummy", "severe")),
    (1, 25, ("pregnant", "faint")),
    (1, 25, ("stuck", "alone", "hurt")),
    (1, 20, ("stuck", "hurt")),
    (2, 6, ("leg", "numb")),
    (2, 5, ("leg", "weak")),
    (2, 9, ("shoots", "low")),
    (2, 7, ("shooting", "leg")),
    (2, 30, ("ill",)),
    (2, 20, ("flank", "poorly")),
    (2, 12, ("back", "vomit")),
    (2, 30, ("fever",)),
    (2, 30, ("tumble", "bones")),
    (2, 30, ("tumble", "steroids")),
    (2, 30, ("tumble", "old")),
    (2, 30, ("cancer",)),
    (2, 30, ("weight",)),
    (2, 30, ("lump",)),
    (2, 30, ("steroids",)),
    (2, 30, ("immune",)),
    (2, 30, ("recent",)),
    (2, 30, ("nightly",)),
    (2, 30, ("norest",)),
    (2, 7, ("blades", "pain")),
    (2, 9, ("strain", "sharp")),
    (2, 5, ("pee", "peepain")),
    (2, 30, ("kidneybad",)),
    (2, 20, ("flank", "fever")),
    (2, 25, ("pregnant", "waves")),
    (2, 25, ("pregnant", "pain", "severe")),
    (2, 25, ("child", "childsign", "back")),
    (2, 30, ("worstever",)),
    (2, 25, ("stuck", "alone")),
    (2, 30, ("bones", "back")),
)
"""(level, most words from the first to the last concept, the concepts)."""
