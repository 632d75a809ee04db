"""English words of strangers and things and of what they do. See `Lives`."""

import re

from crm.words.subjects import Subjects

DOES = (
    r"is|are|was|were|will|won't|wont|has|have|had|gets?|got|goes|go|comes?|going|coming|due|"
    r"arrives?|lands?|ships?|holds?|stays?|lasts?|runs?|opens?|closes?|shuts?|finish(?:es)?|starts?|begins?|"
    r"ends?|moves?|leaves?|kicks?|kick off|turns?|takes?|plays?|fly|flies|drops?|rises?|falls?|changes?|"
    r"launch(?:es)?|expires?|renews?|reopens?|returns?|stops?|breaks?|sits?|sleeps?|fits?|needs?|"
    r"stands?|switch(?:es)?|does|do|makes?|files?|pays?|races?|reach(?:es)?|sells?|delivers?|resumes?|"
    r"lets?|puts?|cuts?|hits?|quits?|sets?|"
    r"(?!(?:this|was|yes|his|its|us|plus|less|thanks|cheers|says|asks|wants|thinks|hopes|likes|loves|means|"
    r"prefers|reckons|knows|seems|sounds|looks|gives)$)[a-z]{2,}(?:[^su' -]s|ches|shes)"
)
STRANGERS = (
    r"fitters?|builders?|decorators?|plumbers?|electricians?|sparks|sparky|painters?|plasterers?|roofers?|"
    r"carpenters?|chippy|joiners?|engineers?|gas man|courier|couriers|driver|drivers|surveyor|inspectors?|"
    r"auditors?|contractors?|subbies|movers|removals?|cleaners?|gardeners?|landscapers?|scaffolders?|crew|"
    r"lads|staff|workers|tenants?|students|tourists|workmen|tilers?|glaziers?|bricklayers?|apprentices?|"
    r"starter|starters|carpets?|windows?|doors?|floors?|floor|flooring|tiles|kitchen|bathroom|boiler|roof|"
    r"roofing|heating|fridge|freezer|oven|machine|machines|machinery|kit|gear|equipment|digger|forklift|"
    r"crane|lorry|lorries|trucks?|vans?|cars?|trailer|container|containers|ship|vessel|boat|goods|stock|"
    r"parts|pallets?|parcels?|packages?|delivery|deliveries|shipments?|consignment|materials?|concrete|"
    r"timber|steel|bricks|prices?|pricing|rates?|fees|wages|payroll|bonus|bonuses|interest|shop|store|"
    r"stores|warehouse|depot|branch|branches|factory|plant|pub|restaurant|cafe|hotel|school|schools|"
    r"nursery|college|uni|university|bank|banks|council|court|hospital|clinic|gym|church|website|app|"
    r"server|servers|software|update|upgrade|network|internet|broadband|batch|harvest|festival|fair|match|"
    r"game|final|race|concert|strike|sale|promo|campaign|voucher|discount|warranty|guarantee|mortgage|loan|"
    r"insurance|licence|permit|works|construction|demolition|scaffold|scaffolding|skip|hoarding|marquee|"
    r"furniture|dispatch|display|fireworks|traffic|roadworks|premises|extension|conservatory|patio|"
    r"garage|counter|catalogue|collection|harvests?|shuttle|train|trains|flight|flights|ferry|bus|deadline|"
    r"jobs?|projects?|sales|vat|tax|duty|diesel|fuel|petrol|bins|ferry|porter|market|auction|grant|"
    r"estate|sofa|tree|website|results"
)
PARTNERS = (
    r"boss|owners?|manager|director|buyer|buyers|clients?|customers?|guy|guys|man|lady|woman|girl|bloke|"
    r"chap|fella|gent|maker|secretary|pa|receptionist|md|ceo|cfo|fd|gm|head|partners?|lead|leads|prospect|"
    r"supervisor|foreman|landlord|accountant|chef|doctor|earliest|latest|soonest|plan|idea|options?|meeting|call|demo|visit|appointment|appt|slot|"
    r"survey|quote|proposal|bid|tender|decision|answer|reply|presentation|pitch|walkthrough|viewing|"
    r"session|review|invoice|contract|signing|lunch|window|gap|time|day|date|best|next|i|we|you|he|she|they|"
    r"i'm|we're|he's|she's|they're|it|it's|who|someone|somebody|anyone|nobody|install|installation|training"
)

GIVES = r"gives|offers|promises|agrees|confirms|decides|replies|answers|checks|visits|thinks|hopes"
DOING = (
    r"(?!(?:coming|calling|going|thinking|looking|hoping|expecting|wanting|waiting|getting|visiting|meeting|"
    r"seeing|sending|bringing|dropping|popping|planning|aiming|asking|being|having|doing|ringing|holding|"
    r"deciding|signing|returning|starting|leaning|considering|reviewing|willing|morning|evening)$)[a-z]+ing"
)

INTENDS = (
    r"wants?|wanted|hoping|hopes?|planning|plans?|aims?|aiming|intends?|looking|should|due|expected|likely|"
    r"supposed|going|gonna|needs?|hoped|planned|expects?"
)
VENTURES = (
    r"open|reopen|extend|move|launch|expand|complete|exchange|finish|start|begin|retire|relocate|build|"
    r"refit|refurb|refurbish|renovate|go live|hire|recruit|marry|get married|travel|fly|emigrate|close down|"
    r"shut down|convert|switch|upgrade|replace|sell up|downsize|arrive|land|ship|expire|run out|rise|drop"
)
NEWS = (
    r"answer|decision|news|time|chat|look|think|word|numbers?|figures?|quote|reply|date|moment|minute|his|"
    r"her|more|made|spoken|decided|read|seen|chance|window|gap|slot|meeting|call|idea|budget|feedback"
)
GOODS = r"delivery|deliveries|stock|units?|goods|parts|pallets?|materials?|kit|machines?|boiler|kitchen"

SUBJECTS = Subjects(
    does=re.compile(DOES),
    done=re.compile(r"(?!being$)[a-z]{2,}(?:ing|ed)|going|coming|built|made|sold|sent|due"),
    strangers=re.compile(STRANGERS),
    partners=re.compile(PARTNERS),
    suits=re.compile(
        r"free|available|ok|okay|fine|best|better|ideal|easier|suits?|works?|possible|says?|said|asks?|asked|"
        r"wants?|wanted|reckons?|suggests?|suggested|prefers?|needs?|needed|likes?|can|could|should|must|would"
    ),
    present=re.compile(r"in|back|around|about|good|great|clear|empty|open|there|here|ready|will|be"),
    alone=re.compile(
        rf"(?!(?:is|are|was|were|will|won't|wont|has|have|had|gets?|got|comes?|coming|going|due|returns?|"
        rf"starts?|needs?|does|do|takes? calls?|calls?|signs?|{GIVES})$)(?:{DOES}|{DOING})"
    ),
    there=("there's", "theres", "there is", "there are"),
    being=("is", "are"),
    comings=("booked", "come", "comes", "shows", "once"),
    sorts=re.compile(
        r"finish|start|closing|trade|crew|lads?|lot|shifts?|rush|run|service|session|crowd|staff|porter|guard|drop|delivery|deliveries|bus|"
        r"train|flight|paper|news|post|round|class|classes|school|club|show|traffic|watchman|manager"
    ),
    intends=re.compile(
        rf"\b(?:{INTENDS})(?: to)?(?: be| have)? (?:{VENTURES})\b(?! talks| negotiations| discussions)|"
        rf"(?:'ll|\bwill) have (?!to\b|(?:an? )?(?:{NEWS})\b)|"
        rf"(?:'ll|\bwill) be an? (?!bit|little|while|good|better|day|morning|week)"
    ),
    wares=re.compile(rf"\b(?:wants?|wanted|needs?|needed|asked for) (?:\w+ ){{0,2}}(?:{GOODS})\b"),
    wants=re.compile(r"\b(?:wants?|asked)\b"),
    terms=re.compile(r"\b(?:pays|settles|they (?:pay|settle)|payable|terms)\b"),
    rounds=re.compile(
        r"\b(?!(?:a|best|better|good|next|only|first|free|ideal|easiest|other|one|which|that|this|same|busy)\b)"
        r"[a-z]+ day(?:'s| is|s is)$"
    ),
    links=re.compile(
        r"reckons?|says?|said|thinks?|told|heard|so|but|and|because|cos|cuz|as|while|that|if|when|once|since|apparently|then|though|where|who|which"
    ),
    owned=re.compile(r"our|my|its|both|some|no|new|another|second|third|fourth|fifth|others|rest"),
)
