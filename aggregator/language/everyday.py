"""Everyday words that also name coins and companies, for the checks of the lexicon."""

# English words and abbreviations that turn up as tickers or project names.
_LIST = """
    able about above abstract access ace across act ad after age agent ai air alive all alpha alpine
    alt altitude amber amp anchor angel anime any ape apex api apple arc arch are aria army art as
    ass at atlas atm attack auction audio aura auto axis baby back badge bag bake ball ban banana
    band bank bar bard base based bat bay beam bear beat bed bell benchmark best bet big bill bio bird
    bit black blast bless block blue blur boat bold bolt bond bone book boom boost border boss bot bow
    bowl box boy brave bread break breed bridge bull bullish bunny burger burn cake call camelot camp
    canary canto cap car card case cash cat catch cats cause change chaos chat check checkmate cheese
    chess chip chrome circle city civil claim class clean clear cloud club coal coffee coin cold
    comedian comet common compass compound concrete condo constellation cook cookie cool copper core
    corn cosmos covalent cow cream creator credit crow crown cube cult curve cyber dash data dawn day
    deal decent decrypt deep degen delta desk dew dime dip direct doctor dog dogs dollar door dot
    dough dove dragonfly dream drift drop dusk dust dynamic eagle early earn earth easy echo eclipse
    eden edge edu elastic elon else empire end energy engine enter equal era ergo escrow even ever
    exact exodus eye fact fair faith falcon fan far farm fast fear fee fever few field fight figure
    find fine fire first fish five fix flame flare flash flat flex flip flow fluent fluid flux fly
    fog folks food fool for force form fort forth fox frame free freedom friend frog fuel full fun
    future game gas gate gear gem gemini genesis ghost giant gift giga girl glass glue go goal goat
    god gods gold golden good gps grace grail gram grand graph grass gravity green grid grow guard gun
    guild hall hand happy hard hash hat hawk head heart helium help hero high hive home honey hook hop
    hope horse host hot house human hunter hype ice icon id idea idle if image in index infinity ink
    inn intel intuition ion iron is it jam jet job joe join joke joy jump just key kick kind king kiss
    kite knight lab land last launch law layer lead leaf leap leash led left legend lend lens leo
    let level liberty life light lighter like limit limitless line link lion liquid list lit live lock
    logic look looks loom loop loot lost lot love low luck lucky lunar mad magic magma main major make
    man mango map marble march mars mask mass master match math matter maple max may me mega meme
    memory merit mesh metal midnight might mind mine mint minute mirror mission mist mix mobile mode
    moment monkey mood moon moonshot more morning mother mouse move movement my mystery name near nest
    net never new news next nice night nil ninja no noble node nod noise not note nova now oasis ocean
    off oil ok old one only ontology op open opinion optimism or oracle orange orbit order origin osmosis
    our out own pact page paint pal palm panda paper paradigm parallel park part party pass path pay
    peace peak pearl people perp phantom phoenix pi pick pig pine pipe pirate pixel place plan plane
    planet plasma play plaza plume plus point pool pop port portal post pot power prime print prism
    prize pro prom promise prompt proof proton prove public pulse pump punch pure push puzzle qi quant
    quest quick quiet rabbit race radar radiant radio radix rain rainbow ramp range rare rats rave raw
    ray reach real realm reason recall red reef relay render request reserve resolve rice rich ride
    right ring ripple rise river road rock rocket ronin root rose round route royal run rune rush safe
    saga sail salt same sand sats save say scale scout scroll sea seed self sell send sense sentient
    set shadow shape share sharp shell shield shift ship shop shot shell sign signal silk silver simple
    siren size skate sky sleep slice slope small smart smile snapshot snow soap soil solid solo some
    son sonic soon soul sound source space spark speed spell spend spice spin split spot spring square
    stable stack stacks stage stake star stargate start state status stay steady steam steel stellar
    step stone stop storm story strategy stream street strike strive strong succinct sugar sum summer
    sun super sure surf sushi swarm sweat sweet swell swift switch sword sync syrup table tale talk
    tank tap target task tax tea team tempo temple ten term test the thing think third three throne
    tide tie tiger time tip titan to token tomb tone tool top torch touch tower town towns trace track
    trade trail train treasure tree treehouse trend trial tribe trio trip troll true trump trust truth
    try turbo turn turtle twin two ultra union unit unity up us use useless usual value variant
    variational vault velo velvet venice verge verse view vine virtual virtue vision vita voice
    void vote vow wagon walk wall walrus war ward warm was watch water wave waves way we weave web well
    wet whale what wheel when white who why wide wild will win wind wine wing wings wink winter wise
    wish witch with wolf wonder wood word work world worm wow yes yield you young zero zone zoom
    acm ama ath bbs ceo cfo cos cpu ctf dag dar dex es etf eth2 ff fhe fomo forbes gdp gmt gtc hft
    ip ipo it kat kyc la mc min mog mvp mx nft ns og otc perp pr psg st sto tel tut ub ui uk vc
    vip vpn vr wl xp
"""
ENGLISH = frozenset(_LIST.split())

_BRAND = "only the company is called so in the press"
_CAPITALS = "the Chinese press writes this word in capitals for the coin alone"
_PERSON = "a name that Chinese writes for this bearer alone"
_TRADE = "everyday or a place elsewhere, but in news of this trade only the nickname"
_WHOLE = "the full name of an institution, in jieba's list because it is one"
_CONTEXT = "its other meaning is told by the words around it"
# Word to the reason why it needs no evidence.
KNOWN_AS_NAMES: dict[str, str] = {
    "百度": _BRAND,
    "微软": _BRAND,
    "索尼": _BRAND,
    "英特尔": _BRAND,
    "华为": _BRAND,
    "腾讯": _BRAND,
    "高盛": _BRAND,
    "花旗": _BRAND,
    "京东": _BRAND,
    "汇丰": _BRAND,
    "软银": _BRAND,
    "富达": _BRAND,
    "渣打": _BRAND,
    "路透": _BRAND,
    "路透社": _BRAND,
    "彭博社": _BRAND,
    "万事达卡": _BRAND,
    "苹果公司": _BRAND,
    "三星电子": _BRAND,
    "三星集团": _BRAND,
    "华尔街日报": _BRAND,
    "金融时报": _BRAND,
    "摩根士丹利": _BRAND,
    "摩根斯坦利": _BRAND,
    "纳斯达克": _BRAND,
    "白宫": _WHOLE,
    "公安部": _WHOLE,
    "金管局": _WHOLE,
    "国会山": _WHOLE,
    "巴克莱": _BRAND,
    "特朗普": _PERSON,
    "鲍威尔": _PERSON,
    "万斯": _PERSON,
    "杰斐逊": _PERSON,
    "习近平": _PERSON,
    "大饼": _TRADE,
    "门头沟": _TRADE,
    "索拉纳": _TRADE,
    "野村": _BRAND,
    "红杉": _BRAND,
    "黑石": _BRAND,
    "招行": _BRAND,
    "建行": _BRAND,
    "高通": _BRAND,
    "穆迪": _BRAND,
    "豆包": _BRAND,
    "人民网": _BRAND,
    "以军": _WHOLE,
    "国际原子能机构": _WHOLE,
    "洪森": _PERSON,
    "邦迪": _PERSON,
    "余弦": _TRADE,
    "余烬": _TRADE,
    "灰度": _CONTEXT,
    "hype": _CAPITALS,
    "pump": _CAPITALS,
    "render": _CAPITALS,
    "rune": _CAPITALS,
    "sushi": _CAPITALS,
    "virtual": _CAPITALS,
    "dash": _CAPITALS,
    "blast": _CAPITALS,
    "syrup": _CAPITALS,
    "waves": _CAPITALS,
    "canto": _CAPITALS,
    "loom": _CAPITALS,
}
