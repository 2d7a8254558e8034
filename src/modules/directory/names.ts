/**
 * A name as people write it: registers keep names in capitals. What has small letters already is left as it is; acronyms
 * and numerals stay in capitals, small words between others do not have one. Accents that the register lost are not guessed.
 *
 * @param acronym  of the structure, when it has one: kept as it is in the name
 */
export function shownName(title: string, acronym: string | null = null): string {
  if (/\p{Ll}/u.test(title)) return title
  const words = title.trim().split(/\s+/)
  // « A.P.E.I » or one word alone: nothing tells a name from an acronym but its length.
  return words.map((word, index) => shownWord(word, index === 0, acronym)).join(' ')
}

function shownWord(word: string, isFirst: boolean, acronym: string | null): string {
  return word
    .split(/(?<=[-/(«"])/)
    .map((part, index) => shownPart(part, isFirst && index === 0, acronym))
    .join('')
}

function shownPart(part: string, isFirst: boolean, acronym: string | null): string {
  const bare = part.replace(/[^\p{L}\p{N}.'’]/gu, '')
  if (bare === '' || isKept(bare, acronym)) return part
  const small = part.toLowerCase()
  const elided = /^(\P{L}*)(l|d|j|s|c|m|n|qu)(['’])(.+)$/u.exec(small)
  if (elided) {
    const [, before = '', article = '', , rest = ''] = elided
    return `${before}${isFirst ? capital(article) : article}’${shownPart(rest.toUpperCase(), true, acronym)}`
  }
  if (!isFirst && SMALL.has(bare.toLowerCase())) return small
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
