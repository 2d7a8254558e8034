import type { Context as HonoContext } from 'hono'
import { dayIn } from '#kernel/calendar'
import type { Settings } from '#platform/context'
import { type Block, type CodesData, makePdf } from '#platform/documents'
import { formatInstant } from '#ui/format'
import { sheetsOf } from '../../commands/roll/index.ts'
import { groupedCode } from '../../sealed/evidence-code.ts'
import { pathsOf } from '../../sealed/journey.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import type { CodeBatch } from '../../store/roll/index.ts'
import type { House } from '../seated.ts'
import { qrSvg } from './qr.ts'

type One = { readonly poll: SealedPoll; readonly batch: CodeBatch }

const HEADERS = {
  'Content-Type': 'application/pdf',
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
} as const

/** The sheets of a batch, while its codes can still be made: afterwards there is nothing at this address. */
export async function printSheets(c: HonoContext, { context, frame }: House, { poll, batch }: One): Promise<Response> {
  const printed = sheetsOf(context, batch)
  if (!printed) return c.notFound()
  const site = frame.url ?? new URL(c.req.url).origin
  const told = { poll, batch, ...printed, site, settings: context.settings, date: dayIn(context.now()) }
  const pdf = await makePdf('codes', codesOf(told))
  const name = `filename="codes-lot-${batch.number}.pdf"`
  return c.body(pdf, 200, { ...HEADERS, 'Content-Disposition': `inline; ${name}` })
}

type Told = One & {
  readonly word: string
  readonly codes: readonly string[]
  readonly site: string
  readonly settings: Settings
  readonly date: CodesData['date']
}

/** Sheets for who hands them out, for the parents of a class, then the codes, each with where it is typed. */
export function codesOf(told: Told): CodesData {
  const { poll, batch, codes, site, settings } = told
  const address = shown(`${site}${pathsOf(poll.slug).poll}`)
  const kicker = `Lot ${batch.number} · ${batch.handedTo}`
  const isAlone = batch.kind === 'letters'
  return {
    ...documentOf(`Codes pour voter : ${poll.manifest.title}`, settings, told.date),
    sheets: [
      { kicker, title: 'Pour la personne qui distribue les codes', body: leaderBody(told) },
      ...(batch.kind === 'class' ? [{ kicker, title: 'Pour l’enfant', body: childBody(told) }] : []),
      ...(batch.kind === 'class' ? [{ kicker, title: 'Pour les parents', body: parentsBody(told) }] : []),
    ],
    perSheet: isAlone ? 1 : 4,
    poll: poll.manifest.title,
    label: 'Votre code pour voter',
    steps: [
      `Lisez le carré avec un téléphone. Ou allez sur ${address}, puis « Voter » et « J’ai un code imprimé ».`,
      'Dites qui vous êtes, puis choisissez.',
      'Relisez, puis appuyez sur « Je vote ».',
    ],
    validity: `Il sert à une seule personne, jusqu’au ${formatInstant(poll.closesAt)}.`,
    note: poll.settings.advisory,
    codes: codes.map((code) => ({
      code: groupedCode(code),
      // After the #: a browser keeps that part to itself, and no log ever holds it.
      qr: qrSvg(`${site}${pathsOf(poll.slug).poll}/voter/code/imprime?debut=oui#${code}`),
    })),
  }
}

function leaderBody({ poll, batch, word, site, settings }: Told): readonly Block[] {
  const follow = shown(`${site}${pathsOf(poll.slug).poll}/voter/lot`)
  return [
    text(`Ce lot contient ${batch.codeCount} codes. Chaque code laisse voter une personne, une fois.`),
    { type: 'heading', level: 2, text: 'Distribuer' },
    {
      type: 'items',
      isNumbered: true,
      items: [
        'Découpez les codes. Donnez-en un à chaque personne, au hasard.',
        'Ne notez pas qui a reçu quel code, et ne faites pas de liste de noms : le vote est secret.',
        'Chaque personne tape son code, son nom et sa date de naissance, puis choisit seule.',
        'Un seul appareil pour plusieurs ? À la fin de chaque vote, appuyez sur « Personne suivante ».',
        'Gardez les codes qui restent en lieu sûr, puis détruisez-les.',
      ],
    },
    { type: 'heading', level: 2, text: 'Suivre' },
    text(`Sur ${follow}, tapez le lot et ce mot de passe : vous verrez combien de codes ont servi, jamais à qui.`),
    text(`Lot ${batch.number} · mot de passe ${inPairs(word)}`, true),
    { type: 'heading', level: 2, text: 'Un souci ?' },
    text(
      `Une feuille est perdue, ou quelqu’un s’est trompé ? ${settings.contact.telephone ? `Appelez le ${settings.contact.telephone}.` : 'Appelez-nous.'} Nous pouvons retirer le lot et en refaire un.`,
    ),
  ]
}

function childBody({ poll }: Told): readonly Block[] {
  return [
    text(`Tu as ${poll.manifest.voters.minimumAge} ans ou plus ? Tu peux voter : « ${poll.manifest.title} ».`),
    {
      type: 'items',
      isNumbered: true,
      items: [
        'Lis le carré de ta feuille avec un téléphone ou une tablette, ou tape ton code.',
        'Écris ton nom, ton premier prénom et ta date de naissance : c’est pour que chacun vote une seule fois.',
        'Choisis ce qui te plaît. Il n’y a pas de mauvaise réponse.',
        'Relis, puis appuie sur « Je vote ».',
      ],
    },
    text('Ton vote est secret : personne ne peut savoir ce que tu as choisi, ni tes parents, ni l’école, ni nous.'),
    text('Personne ne peut t’obliger à voter, ni te dire quoi choisir. Garde ton code pour toi.'),
    text(poll.settings.advisory),
  ]
}

function parentsBody({ poll, site, settings }: Told): readonly Block[] {
  const { contact } = settings
  return [
    text(
      `Votre enfant peut participer au vote « ${poll.manifest.title} », ouvert dès ${poll.manifest.voters.minimumAge} ans, jusqu’au ${formatInstant(poll.closesAt)}.`,
    ),
    text(
      'Il ou elle tape un code, son nom de naissance, son premier prénom et sa date de naissance. Ces informations servent à vérifier que chaque personne vote une seule fois. Elles sont effacées à la fin du délai de recours. L’école ne nous donne aucune liste d’élèves.',
    ),
    text(
      'Le vote est secret et libre : votre enfant choisit seul, et peut ne pas voter. Vous n’avez rien à signer : ce vote relève d’une mission d’intérêt public (RGPD, article 6.1.e).',
    ),
    text(poll.settings.advisory),
    text(
      `Pour en savoir plus, ou exercer vos droits sur ces informations : ${shown(`${site}/donnees-personnelles`)}${contact.telephone ? `, ou ${contact.telephone}` : ''}.`,
    ),
  ]
}

function text(words: string, isStrong = false): Block {
  return { type: 'paragraph', text: words, isStrong }
}

/** An address as it is read and typed. */
function shown(url: string): string {
  return url.replace(/^https?:\/\//, '')
}

function inPairs(word: string): string {
  return word.match(/../g)?.join(' ') ?? word
}

function documentOf(title: string, { territoryName, serviceName, logo, contact }: Settings, date: CodesData['date']) {
  const lines = [contact.postalAddress, contact.telephone, contact.email].filter((line) => line !== null)
  const letterhead = { territoryName, serviceName, logo, contact: lines.flatMap((line) => line.split('\n')) }
  return { title, letterhead, date, reference: null, mark: null }
}
