import { everydayWord } from './everyday-words.ts'

/**
 * A name as people write it: registers keep names in capitals. What has small letters already is left as it is. The first
 * word, acronyms, numerals, and what may be a name keep their capital; common words find their small letters and their
 * accents again. Accents of other words, lost by the register, are not guessed.
 *
 * @param acronym  of the structure, when it has one: kept as it is in the name
 */
export function shownName(title: string, acronym: string | null = null): string {
  if (/\p{Ll}/u.test(title)) return title
  const key = `${acronym ?? ''}\n${title}`
  const known = KNOWN.get(key)
  if (known !== undefined) return known
  const name = writtenName(title, acronym)
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear()
  KNOWN.set(key, name)
  return name
}

// Lists show the same names over and over: twenty of them were a tenth of the cost of a page.
const KNOWN = new Map<string, string>()
const MOST_KNOWN = 5_000

/** « first »: opens the name. « titled »: follows the article that opens it, as in « Les Amis ». */
type Place = 'first' | 'titled' | 'inside'

function writtenName(title: string, acronym: string | null): string {
  const words = title.trim().split(/\s+/)
  const hasArticle = ARTICLES.has(words[0] ?? '')
  return words
    .map((word, index) => {
      const place = index === 0 ? 'first' : index === 1 && hasArticle ? 'titled' : 'inside'
      return shownWord(word, place, acronym)
    })
    .join(' ')
    .replace(/ a (?=\S)/g, ' à ')
    .replace(/ a$/, ' A')
}

function shownWord(word: string, place: Place, acronym: string | null): string {
  const common = wholeCommon(word)
  if (common !== undefined && !ACRONYMS.has(word) && word !== acronym)
    return place === 'inside' ? common : capital(common)
  return word
    .split(/(?<=[-/(«"])/)
    .map((part, index) => shownPart(part, index === 0 ? place : 'inside', acronym))
    .join('')
}

// « TIERS-LIEU » is a common word; « SAINT-NICOLAS » is not, nor any of its parts.
function wholeCommon(word: string): string | undefined {
  const inner = /^([^\p{L}]*)(.*?)([^\p{L}]*)$/u.exec(word)
  const common = inner?.[2] && everydayWord(inner[2])
  return common ? `${inner[1]}${common}${inner[3]}` : undefined
}

function shownPart(part: string, place: Place, acronym: string | null): string {
  const bare = part.replace(/[^\p{L}\p{N}.'’]/gu, '')
  if (bare === '' || isKept(bare, acronym)) return part
  const small = part.toLowerCase()
  const elided = /^(\P{L}*)(l|d|j|s|c|m|n|qu)(['’])(.+)$/u.exec(small)
  if (elided) {
    const [, before = '', article = '', , rest = ''] = elided
    const isFirst = place === 'first'
    return `${before}${isFirst ? capital(article) : article}’${shownWord(rest.toUpperCase(), isFirst ? 'titled' : 'inside', acronym)}`
  }
  if (place !== 'first' && SMALL.has(bare.toLowerCase())) return small
  return capital(small)
}

function isKept(word: string, acronym: string | null): boolean {
  const letters = word.replace(/\./g, '')
  if (word === acronym || ACRONYMS.has(letters)) return true
  // « A.P.E.I. », « 2CV », « XIV », « GRDF »: nobody can say them as words.
  if (/^(\p{L}\.)+\p{L}?\.?$/u.test(word) && letters.length > 1) return true
  if (/^[IVX]{2,}$/.test(letters)) return true
  return letters.length > 1 && !/[AEIOUYÀÂÉÈÊËÎÏÔÖÛÙÜŒ]/.test(letters)
}

const ARTICLES = new Set(['LE', 'LA', 'LES', 'UN', 'UNE'])

function capital(word: string): string {
  return word.replace(/\p{L}/u, (letter) => letter.toUpperCase())
}

const SMALL = new Set(
  'a à au aux avec chez dans de des du en entre et la le les lez lès ou par pour sans sous sur un une vers'.split(' '),
)

// Those that could be read as a word.
const ACRONYMS = new Set(
  (
    'ACI ADAPEI ADAPT ADIL ADMR AFEJI AGSS AI AIVI AMAP ANPE APE APEI API APF ASBL ASSAD ASL AS ASC AVS CAE CAF ' +
    'CAP CCAS CDESS CE CEMEA CIAS CIDFF CIGALES CLAE CPIE CRESS CSC CSE CSU CUMA DLA EA EHPAD EI EPDEF ' +
    'EPSM ES ESA ESAT ESS ESUS ETTI EURL FAM FC FCPE FDSEA FJEP FJT FNATH FSGT GAEC GEIQ GIE GRETA HLM IAE IEM IME ' +
    'IRA ITEP JO JSP LEA MAIA MAM MAS MECS MFR MGEN MJC OCCE OGEC OMS PEP PTCE RERS RAM SA SAEM SAMSAH SAP SARL SAS ' +
    'SASU SAVS SAUR SCEA SCI SCIC SCOP SESSAD SIAE SIAO SIVOM SOLIHA SPA TZCLD UDAF UDAPEI UFCV UNA UNAPEI UNICEF ' +
    'UNSS UR URIOPSS US USB USEP UTL VTT'
  ).split(' '),
)
