"""Talk that shares words with a warning sign: everyday phrases, and the ways of asking without reporting."""

from __future__ import annotations

HARMLESS: tuple[str, ...] = (
    (
        r"(?:both |one |my |the |single |double |your |left |right |other )*(?:knees?|legs?|thighs?|chin|"
        r"shins?) (?:\w+ ){0,4}?(?:to|on|at|into|in to|towards?|up to|against|near|reach|reaching) (?:my |"
        r"the |your )?chest|chest (?:of drawers|freezer|day|press|stretch|opener|expander|still|up|breathing)|"
        r"(?:hands?|arms?|palms?) (?:\w+ ){0,4}?(?:on|across|over|to) (?:my |the |your )?(?:chest|belly|tummy|"
        r"stomach)"
    ),
    (
        r"(?:pillows?|cushions?|something|towel|blanket) (?:\w+ )?between (?:my |the |your )?(?:knees|legs|"
        r"thighs)|(?:lift|lifting|raise|squeeze|squeezing|clench|tighten) (?:my |the |your )?(?:bum|bottom|"
        r"buttocks|glutes|butt)|(?:bum|bottom|butt|buttock|glute) (?:lifts?|raises?|stretch\w*|squeezes?|"
        r"bridges?)|(?:sit|sitting|land\w*|sat|fell|slide|shuffle) (?:\w+ )?on my (?:bum|bottom|backside|"
        r"butt)(?: bone)?"
    ),
    (
        r"(?:foot|leg|feet|legs|knee|knees|heels?|pack|ice|pillow|cushion|towel|peas|bottle|strap|arm|"
        r"blanket) (?:\w+ ){0,3}?(?:dropped|fell|fallen|slipped|slid|came|come|falls|drops|slips|"
        r"keeps? (?:falling|slipping|dropping|sliding)|falling|slipping) (?:off|down|out|over|from|away|"
        r"onto)(?: (?:of )?(?:the |my |a )?(?:\w+ )?(?:chair|stool|sofa|couch|cushion|pillows?|seat|bed|"
        r"ottoman|box|footstool|stack|towel|strap|floor|mat|step|wall))?"
    ),
    (
        r"shoulder blades? (?:down|back|together|in|flat|on|squeezed|are|pulled)|(?:squeeze|pull|draw|press|"
        r"drop|pinch|roll) (?:\w+ ){0,3}?(?:shoulder blades?|shoulders)|shoulders? (?:down|dropped|relaxed|"
        r"back)"
    ),
    (
        r"can not feel (?:\w+ )?(?:a |the |any |much |much of a |much of the |it )*(?:stretch\w*|pull\w*|"
        r"difference|change|benefit|heat|cold|tilt|movement|it working|anything happening|warmth|working|much|"
        r"improvement|effect)|(?:not|do not|hardly|barely) feel (?:\w+ )?(?:a |the |any |much |"
        r"much of a )*(?:stretch\w*|pull\w*|difference|change|benefit|heat|cold|tilt|improvement|effect|much)"
    ),
    (
        r"feel(?:ing)? (?:lovely|nice|pleasantly|so) (?:and )?(?:\w+ )?heavy|heavy and (?:relaxed|warm|"
        r"floppy)|floppy and (?:relaxed|heavy)|all floppy"
    ),
    (
        r"numb\w* (?:cream|gel|spray|patch(?:es)?|lotion|stuff|the pain|my back|the muscle|it|me|that)|"
        r"(?:comfortably|bore(?:d)? (?:me )?|mind|mind is|brain|brain is|head is) (?:\w+ ){0,2}?numb\w*|"
        r"numb (?:with|from) (?:boredom|cold|the cold|the ice|ice|waiting|grief|shock|the peas|the pack)|"
        r"numb by boredom|(?:skin|back|it|spot|patch)(?: \w+){0,4} (?:numb|tingly|tingling) (?:\w+ )?(?:under|"
        r"from|with|off) (?:the |this )?(?:\w+ )?(?:ice|pack|peas|cold|gel|cream|compress)|(?:ice|cold|pack|"
        r"peas|gel)(?: \w+){0,6} numb\w*|will numb|should numb|(?:make|makes|turn|turns) (?:my |the |"
        r"your )?skin numb|(?:burn|burns) (?:my|the|your) skin"
    ),
    (
        r"(?:dying|die|died|dead|death) (?:for|of|to|from|with) (?:a |an |the |my |some )?(?:\w+ )?(?:tea|"
        r"coffee|drink|pint|cigarette|smoke|boredom|heat|thirst|curiosity|hunger|embarrassment|laughing|"
        r"laughter|old age|get|know|try|cold|shame|wee|pee|food|sleep|nap|loo|toilet)|(?:scared|worried|bored|"
        r"frightened|starv\w+|sick|tickled|starving|freezing|love\w*|catch|bore\w*|chilled|"
        r"talk\w*) (?:\w+ )?to death|to die for|over my dead body|die laughing|nearly died|gone to heaven|"
        r"(?:die|dying|died) (?:of|from) (?:a |this )?\w+|dead (?:easy|good|comfy|comfortable|right|nice|"
        r"relaxed|slow|boring|bored|simple|hard|tired|on|cert|keen|quick|happy|pleased|straight|funny|"
        r"impressed|heavy going|proud|cosy|useful|handy|interesting|annoying|quiet|chuffed|loud|fast|tough|"
        r"line|set|still|stop|end|lift)|(?:phone|battery|car|line|laptop|remote|clock|torch|tablet|internet|"
        r"wifi|signal|computer|app)(?: \w+){0,3} (?:dead|died|dying|crashed|down)|plays? (?:\w+ ?)+$|dead bug|"
        r"(?:slept|sleep|sleeping) like the dead"
    ),
    (
        r"(?:kill|end|stop|cut|killing|finish) (?:the |this |that )?(?:\w+ )?(?:music|lights?|radio|telly|tv|"
        r"alarm|timer|sound|volume|song|program|session|routine|exercise|stretch|one|it|that|this)(?: (?:now|"
        r"there|here|please|off|dead|for now|today))?$|(?:kill|killing|kills|killed|killer) (?:the |my |for |"
        r"time|two birds|each other|one another|it on|joy|stretch|one|move|exercise)(?:mood|vibe|lights|"
        r"music)?|(?:could|would|i) (?:kill|murder) (?:for )?|(?:a|the|real|proper) killer|end it (?:now|here|"
        r"there|please)"
    ),
    (
        r"(?:dogs?|cats?|puppy|kitten|baby|toddler|kids?|hamster|rabbit|little one)(?: \w+){0,4}? (?:accident|"
        r"wet|weed|peed|pooed|sick|crying|fell|fallen|screaming|wee|poo|leaking|mess|barking|been|needs?|"
        r"wants?)(?: (?:himself|herself|itself|the bed|on the \w+|in the \w+))*|accident (?:on|in) the (?:rug|"
        r"carpet|kitchen|road|motorway|m\w+)|potty|nappy|diaper"
    ),
    (
        r"(?:fell|fall|fallen|falling|drop|drops|dropped|nod\w*|drift\w*) (?:asleep|behind|in love|out with|"
        r"for (?:that|it|you|him|her)|over laughing|apart|off to sleep|through|short|into (?:step|place|line)|"
        r"back asleep|quiet|ill|off again|off for a (?:second|minute|moment|bit|sec)|back|in)|fell asleep|"
        r"asleep (?:here|there|in a chair|on the (?:ice|pack|sofa|job|floor|couch))|can not (?:fall|get to|"
        r"go to) (?:a)?sleep|(?:scared|afraid|frightened|worried) of (?:falling|losing|dropping)|"
        r"without falling|(?:pain|it) (?:has |is )?dropp?(?:ed|ing) (?:right )?(?:off|down|away)|night fall|"
        r"fall (?:starts|season|term|leaves)|in the fall|shoots? (?:and )?(?:scores|he|goal|away|for)|shoots$|"
        r"he shoots|screen ?shot|crash (?:out|course|landing film|diet)|crashed out"
    ),
    (
        r"(?:can not|could not) (?:hold|keep) (?:it|this|that|them|on|up|still|my (?:leg|knee|arm|breath|foot|"
        r"bottom|bum))(?: \w+){0,3}? (?:that|so|this|for|any|much|as|up|long|longer)(?: \w+)?|can not (?:lift|"
        r"get|raise|bring|pull) (?:my |the |it |both |either )?(?:\w+ )?(?:that |so |as |any |very |"
        r"all the way |up that )(?:high|far|up|higher|much|way|there)?|can not (?:reach|touch|get to|"
        r"straighten|get hold of) (?:my |the )?(?:\w+ )?(?:foot|toes|feet|knee|leg|ankle)|weak (?:coffee|tea|"
        r"willed|tummy|stomach|belly|core|glutes?|abs|bladder joke|signal|back muscles|muscles|arms?|side|"
        r"spot|point|excuse|knees at|ankles since)|(?:weak|strong|bad|good|left|right) side"
    ),
    (
        r"(?:expecting|carrying) (?:a|an|the|my|some|company|people|someone|guests|shopping|bags|boxes|"
        r"too much|heavy|visitors|the baby|him|her|it|this|that|to)|stool (?:height|is too)|foot ?stools?|"
        r"(?:bar|kitchen|step|low|little|small|the|a|my|on|this|that|onto|wooden|piano) stools?|"
        r"heat(?:ed)? (?:pad|beat)|heart (?:radio|fm|shaped|warming|of the)|ladder in (?:my|the|"
        r"her) (?:tights|shed|garage)|(?:new|buy|climb|use|where is the|up|on) (?:a )?ladders?"
    ),
    (
        r"(?:what is|how hot|the|check|outside|room|oven|water|right|set the|turn the|bath|pool) temperature|"
        r"temperature (?:outside|in here|today|of the (?:water|room|oven|bath|pool))|cold (?:in|on) (?:here|"
        r"this floor|the floor|the ice)(?: \w+){0,4} shiver\w*|shiver\w* (?:\w+ ){0,3}?(?:it is (?:cold|"
        r"freezing)|(?:cold|freezing|draughty|chilly) (?:in here|room|floor))|(?:hay|cabin|spring|bieber|"
        r"yellow|night|scarlet|saturday night|baby|dance|football) fever|(?:it is|so|boiling|hot|"
        r"roasting) (?:\w+ )?(?:in here|today|outside)(?: \w+){0,3} sweating|sweat(?:ed|ing)? (?:buckets|"
        r"in the (?:garden|gym)|at the gym|it out|like a pig)|no sweat|sweat ?(?:shirt|pants|er)"
    ),
    (
        r"(?:sewing|safety|rolling) pins and needles|needles (?:on|in) the|out of breath (?:from|with|"
        r"after) (?:laughing|the stairs|getting|that|running|walking|climbing)|hold(?:ing)? (?:my |your |"
        r"the )?breath|breathless with|breath(?:ing|e)? (?:in|out|with|slower|slowly|too)|blood (?:pressure|"
        r"orange|sugar|flow|test|donor|type)|(?:burn|burning|stinging|stings?) (?:calories|off|the|"
        r"in the oven)|thighs? (?:are |is )?(?:burning|burn|shaking|tired|aching|ache) (?:from|with|after|"
        r"doing)|(?:shaking|shaky|tired|aching|ache|wobbl\w*|weak|burning|tremb\w*|jelly) (?:\w+ )?(?:from|"
        r"after) (?:the |that |those |doing |holding |all )"
    ),
    (
        r"arms? (?:\w+ ){0,3}?(?:from|with) (?:holding|pulling|the towel|lifting)|arms? (?:\w+ ){0,2}?trapped|"
        r"(?:lost|lose|losing) (?:the |my |track|count|you|place|patience|interest|will|thread|plot|remote|"
        r"way|mind)(?:place|thread|remote|way|count|plot|mind|phone|glasses|temper|keys)|(?:would|will|does|"
        r"do|need to|want to|help|trying to|should i|could|by|to) (?:\w+ )?(?:losing|lose|"
        r"lost) (?:\w+ ){0,3}?weight|weight (?:watchers|lifting|training)|(?:back|muscle|spasm) (?:growth|"
        r"growing)"
    ),
    (
        r"heart(?:s|break|breaker)? (?:is my|card)|(?:cancer|leo|virgo) (?:horoscope|star sign|"
        r"research (?:run|shop))|star sign|swear to god|(?:grip|tight|heavy) ?(?:work|lifting|stuff|bags?|"
        r"shopping)|accident(?:ally| prone| at the)|murder (?:mystery|on the|she wrote)"
    ),
)
"""Put out of sight before anything is looked for."""

ASKED: tuple[str, ...] = (
    (
        r"\bwhat (?:if|would|happens|are (?:the|these|those|some)|counts|does|do|were|should i (?:do if|look|"
        r"watch)|kind of|sort of|signs?|symptoms?|is (?:a|an|the|cauda|foot|saddle|sciatica)|makes?|causes?|"
        r"has)\b"
    ),
    (
        r"\b(?:which|list|read me|tell me|name|say|remind me of|go over|give me) (?:\w+ ){0,3}?(?:symptoms?|"
        r"signs?|red flags?|list|numbers)\b"
    ),
    (
        r"\b(?:how (?:do|would|can|will|could|should|to|long|many|bad|soon|common|serious|much)|when (?:is|"
        r"should|do|would|does|can|to)|why (?:would|do|does|did|is it|are|would)|should i (?:worry|be worried|"
        r"look|call|ring|go|see|get))\b"
    ),
    (
        r"^(?:(?:so|and|but|or|well|okay|hey|sorry|please|now|then) )*(?:(?:could|can|does|do|will|would|"
        r"might|is|are|has|did|may|if|was) (?:a|an|the|there|back|spasms?|spasm|people|you|it|this|that|these|"
        r"they|heart|kidney|kidneys|muscles?|cancer|stress|sciatica|pins|tingling|numbness|ice|pregnan\w*|"
        r"children|kids|older|steroids?|anyone|someone|something|everyone|somebody|sitting|lying|losing|weak|"
        r"being|having|chest|infection|tens|cold pack|bad|coughing|sneezing|there|i (?:get|end up|go|"
        r"have got to|need)))\b"
    ),
    (
        r"\b(?:if|in case|unless|suppose|supposing|say|imagine|until|before|so that|scared (?:of|that|it)|"
        r"afraid|worried (?:about|that)|frightened (?:of|that)|fear) (?:i|my|it|someone|you|the|he|she|a|"
        r"getting|going|of|that|they|there|losing|having)\b(?! (?:really|already))"
    ),
    (
        r"\b(?:could|can|might|will|would) (?:it|this|that) (?:be|mean|turn|become|get|cause|lead|make|go)\b|"
        r"\b(?:end up|difference between|tell (?:a|the|if|whether)|sign of|signs of|symptoms? of|cause of|"
        r"risk of|chance of|danger of|history of the)\b"
    ),
)
"""Ways of asking about a sign without having it."""

REPORTED: tuple[str, ...] = (
    (
        r"\b(?:i have|i am|i had|i feel|i felt|i can not|i could not|i fell|i slipped|i tripped|i came off|"
        r"i keep|i lost|i just|i wet|i peed|i pooed|i pissed|i crashed|i get|i got|i wake|i woke|i was|i take|"
        r"i pee|i wee|i cough|i sneeze|i think|i want|i do not|i did|i pass|i wipe|i went|i started|i broke|"
        r"i hit|i hurt|i shat|"
        r"i soiled)\b(?<!if i have)(?<!if i am)(?<!if i had)(?<!if i can not)(?<!if i could not)(?<!if i"
        r" fell)(?<!if i lost)(?<!if i get)(?<!if i got)(?<!if i was)(?<!if i went)(?<!if i wet)(?<!case i"
        r" get)(?<!case i have)(?<!should i get)(?<!when i have)(?<!do i have)(?<!could i have)(?<!can i"
        r" get)(?<!what if i do not)(?<!if i do not)(?<!if i am)(?<!would i get)(?<!if i keep)(?<!if i"
        r" take)(?<!if i feel)(?<!if i want)(?<!will i get)(?<!when i am)(?<!should i take)(?<!can i"
        r" take)(?<!do i feel)(?<!if i start)(?<!until i am)(?<!before i am)"
    ),
    (
        r"\b(?:my|his|her|the) (?:\w+ ){0,3}?(?:is|are|has|have|feels?|hurts?|went|keeps?|will not|gave|"
        r"do not|does not|can not|buckled|drops|stopped|burns?|started|tingles?|gone|come|came|comes|fell|"
        r"did)\b"
    ),
    (
        r"\b(?:okay|safe|all right|fine|wise|can i|should i|could i|may i)\b.* with (?!a (?:bad|sore|back|hot|"
        r"cold)|this|it\b|that|the)"
    ),
    (
        r"\b(?:when|every time|whenever|each time) i (?:pee|wee|wipe|cough|sneeze|stand|walk|strain|breathe|"
        r"urinate|try)\b|\b(?:he|she|they|we) (?:is|has|can not|fell|had|are|have|keeps?|says|said|was)\b"
    ),
)
"""Signs that the same utterance reports something after all."""
