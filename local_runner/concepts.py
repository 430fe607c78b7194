"""Words that mean the same here, gathered under one name each, so that a wording teaches its cousins."""

from __future__ import annotations

from collections.abc import Sequence

_GATHERED = """
loo: toilet loo bathroom lavatory lav dunny restroom washroom bog john potty can commode ladies gents
loo: washroom
pill: pill pills tablet tablets medicine medicines medication meds tab tabs capsule capsules drug drugs
pill: dose painkiller painkillers
ibuprofen: ibuprofen nurofen advil motrin brufen naproxen aleve naprosyn voltaren voltarol diclofenac
ibuprofen: aspirin combiflam antiinflammatory antiinflammatories disprin
paracetamol: paracetamol panadol tylenol acetaminophen calpol crocin dolo anadin hedex
opioid: codeine tramadol morphine oxycodone oxycontin vicodin percocet cocodamol dihydrocodeine opioid
opioid: opioids opiate opiates fentanyl endone hydrocodone oxy tapentadol buprenorphine norco ultracet
relaxant: relaxant relaxants relaxer relaxers diazepam valium baclofen flexeril cyclobenzaprine
relaxant: methocarbamol robaxin tizanidine soma
remedy: turmeric magnesium cbd cannabis weed marijuana alcohol whisky brandy beer wine gin balm gel cream
remedy: rub ointment liniment herbal supplement supplements vitamin vitamins arnica iodex moov volini tiger
remedy: epsom oil oils homeopathy zinc collagen glucosamine patch patches spray edible edibles rum vodka
remedy: ginger
partner: husband wife partner boyfriend girlfriend spouse hubby missus fella mate friend neighbor neighbour
partner: brother sister flatmate roommate
parent: mum dad mother father gran grandad grandma grandpa nan nana granny grandmother grandfather
young: son daughter child kid kids children boy girl toddler teenager teen grandson granddaughter lad niece
young: nephew baby youngster nipper
floor: floor ground carpet rug mat lino tiles deck
sofa: sofa couch settee armchair recliner lounge
chair: chair seat
stool: stool footstool ottoman pouffe pouf box crate hassock
cushion: cushion cushions pillow pillows bolster
cold: ice icing iced cold frozen peas freezer freeze cool cooling chill chilled icy
hot: heat hot warm warmth warming heated heating wheat heatpad bottle cosy toasty
water: pool swim swimming swimmer aqua hydro aquatic hydrotherapy
bathing: bath bathtub tub shower showering soak
walk: walk walking walks stroll strolling wander steps march stride amble saunter walkies potter
lie: lie lying lay laying lies laid lain flat
bed: bed mattress
sleep: sleep sleeping slept asleep bedtime kip snooze nap doze slumber nod tonight overnight nights
sit: sit sitting seated sat sits desk computer
stand: stand standing stood upright straighten straight vertical
rise: up rise rising
stuck: stuck locked frozen jammed seized wedged trapped rigid clamped solid stiff glued
bent: bent doubled folded stooped hunched crooked half
hurt: hurt hurts hurting pain pains painful sore aching aches ache agony ouch ow stings stinging paining
hurt: achy throbs throbbing tender murder
spasm: spasm spasms cramp cramps seizing gripping grabbing grab grabs clench clenched clamping locking knot
spasm: knots spasming seized twinge twinges grip cramping catches catching
back: back spine lumbar backache lumbago
legs: legs leg
knee: knee knees
hip: hip hips pelvis pelvic
bum: bum bottom buttock buttocks butt glute glutes backside arse ass behind rear
tummy: tummy belly stomach abdomen abs core
calf: calf calves shin shins
breath: breath breathe breathing breaths breathes exhale inhale respire
calm: calm relax relaxed relaxing soothe settle peaceful chill unwind
fear: scared frightened afraid panic panicking panicky anxious terrified worried fear nervous petrified
fear: frightening scary freaking bricking dread
doctor: doctor doctors gp physician medic clinic surgery dr doc
physio: physio physiotherapist chiropractor osteopath therapist specialist chiro pt
nurse: nurse
hospital: hospital er emergency ambulance casualty ae urgent
scan: scan scans xray mri ct ray rays imaging picture pictures
work: work job office shift employer boss warehouse
drive: drive driving car behind wheel motorway journey
lift: lift lifting carry carrying pick heave lug haul shift
bend: bend bending stoop stooping
sport: gym yoga pilates running run football weights cycling exercise exercises workout sport tennis golf
sport: crossfit training jogging jog
stretch: stretch stretches stretching stretched
session: session sessions routine programme program set sequence workout
start: start begin starting commence kick launch initiate
again: again repeat repeated another
stop: stop stopping quit end finish exit finished cancel enough halt terminate
wait: wait pause hang hold hold on minute moment sec mo tick jiffy bear
continue: continue resume carry keep proceed go crack
skip: skip next forward past pass jump leave miss ditch
previous: previous back before last earlier rewind reverse backwards
slow: slow slower slowly rush rushing rushed hurry time quick
fast: fast faster quicker speed quickly hurry rapid pace
easy: easy easier gentle gentler simple simpler lighter softer milder
hard: hard harder difficult tough tricky strenuous
yes: yes yeah yep yup aye sure yah haan ya absolutely definitely certainly course indeed affirmative
yes: correct
no: no nope nah naw negative nay nahi never
good: good great fine lovely nice brilliant fantastic super wonderful excellent perfect grand
better: better easing eased easier looser loosening improved improving lighter settled relief less eases
better: calmed softer freer
worse: worse worsening worst
left: left
right: right
side: side sides
which: which
long: long longer
much: many much
count: count counting seconds secs minutes reps
remain: remaining left nearly almost halfway until over
repeat: repeat pardon sorry missed hear heard catch say
help: help assist aid support
call: call ring phone text message dial contact telephone
alone: alone nobody own myself
pregnant: pregnant pregnancy expecting bump trimester antenatal postnatal
old: old older age aged elderly pensioner sixties seventies eighties sixty seventy eighty fifty
prevent: prevent avoid stop keep ward away again future return returning recurring recurrence
return: return returns returning recur recurring comeback
cause: why cause caused causes reason trigger triggered because brought
danger: danger dangerous serious emergency worry worrying risky safe safely harm
damage: damage damaged broken torn ripped tear slipped snapped done injury injured fracture fractured harm
sex: sex intercourse lovemaking intimate frisky intimacy shag nookie
massage: massage rub rubbing roller foam knead press kneading ball
belt: belt brace corset support girdle binder strap
tens: tens acupuncture needles electric machine electrical pads sticky electrode zapper
sneeze: sneeze sneezing cough coughing achoo sneezes coughs laughing laugh
drink: drink drinking water dehydrated dehydration hydrate hydrated thirsty fluids electrolytes
stress: stress stressed tension tense anxiety upset worry emotional worrying pressure
privacy: privacy private record recording recorded data listening store stored share sharing eavesdropping
info: information info website read leaflet source sources link article books
weeks: week weeks fortnight month months ages
days: day days
time: tomorrow saturday sunday monday weekend friday
today: today tonight now
morning: morning
towel: towel strap belt band scarf dressing
figure: figure four piriformis
roll: roll rolling rolls rotate rotation twist twisting wiper wipers rock rocking drop drops swing sway
tilt: tilt tilts tilting tip tuck
arch: arch arching round cat cow camel
bridge: bridge bridges bridging
front: front face prone tummy
elbow: elbow elbows forearms forearm sphinx cobra
ankle: ankle ankles foot feet heel heels toe toes
hug: hug hugging hold pull bring draw cuddle squeeze
both: both two double together pair
single: one single each
tense: tense tensing clench clenching squeeze squeezing tighten
distract: distract distraction distracted mind game games story quiz counting chat trivia
warm: warm up prepare ready loosen loosened limber
garden: gardening garden digging dig moving furniture sofa boxes shovel shovelling snow lifting logs
daily: daily everyday every day morning regular routine usual
strength: strengthen strengthening strength strong stronger build building rebuild
recover: recovering recovered recovery mending healing heal healed mend
music: music song songs playlist radio album tune tunes spotify band podcast jazz rock
weather: weather rain raining sunny forecast umbrella snowing temperature degrees
device: lights light telly tv television kettle oven dishwasher washing dryer hoover vacuum heating
device: thermostat lamp boiler
shop: shopping order buy amazon groceries delivery milk bread eggs list parcel pizza takeaway
news: news headlines football score match goal team cricket stock film movie film episode netflix programme
joke: joke jokes funny riddle
alarm: alarm timer reminder calendar appointment
pet: dog cat puppy kitten pet
"""


def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _GATHERED.strip().splitlines():
        name, _, words = line.partition(": ")
        for word in words.split():
            found[word] = (*found.get(word, ()), name)
    return found


_MEANS = _table()


def concepts(words: Sequence[str]) -> list[str]:
    """The meanings of the words of a normal text, in their order; words without one are left out."""
    return [mean for word in words for mean in _MEANS.get(word, ())]
