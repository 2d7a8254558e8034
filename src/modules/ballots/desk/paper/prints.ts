import { Hono } from 'hono'
import { dayIn } from '#kernel/calendar'
import type { Settings } from '#platform/context'
import { type BallotsData, makePdf, type ReportData } from '#platform/documents'
import { signedIn } from '#platform/sessions'
import type { PlaceCount } from '../../sealed/paper-places.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import type { House } from '../seated.ts'
import { type BallotFormat, formatsFor } from './formats.ts'
import { findPaper, PAPER } from './found.ts'
import { readPlaces } from './places.tsx'

const HEADERS = {
  'Content-Type': 'application/pdf',
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
} as const

/** Ballots to print, and the minutes of a place. */
export function printsDesk(house: House): Hono {
  const desk = new Hono()
  const { context } = house
  desk.get(`${PAPER}/bulletins.pdf`, signedIn(), async (c) => {
    const found = await findPaper(c, house)
    const format =
      found && formatsFor(found.poll.manifest.options.length).find(({ name }) => name === c.req.query('format'))
    if (!found || !format) return c.notFound()
    const pdf = await makePdf('ballots', ballotsOf(found.poll, format, context.settings, dayIn(context.now())))
    return c.body(pdf, 200, { ...HEADERS, 'Content-Disposition': `inline; filename="bulletins-${format.name}.pdf"` })
  })
  desk.get(`${PAPER}/proces-verbal.pdf`, signedIn(), async (c) => {
    const found = await findPaper(c, house)
    const places = found ? await readPlaces(house, found.poll.id) : []
    const place = places.find((each) => each.place === c.req.query('lieu'))
    if (!found || !place) return c.notFound()
    const pdf = await makePdf('report', minutesOf(found.poll, place, context.settings, dayIn(context.now())))
    return c.body(pdf, 200, { ...HEADERS, 'Content-Disposition': 'inline; filename="proces-verbal.pdf"' })
  })
  return desk
}

/** The ballots of a poll, as they are printed: options in the manifest's order, each with the number that is typed. */
export function ballotsOf(poll: SealedPoll, format: BallotFormat, settings: Settings, date: string): BallotsData {
  const { manifest } = poll
  return {
    ...documentOf(manifest.title, settings, date),
    ...{ perSheet: format.perSheet, isLarge: format.isLarge },
    ...{ question: manifest.question, rule: ruleOf(manifest), advisory: poll.settings.advisory },
    options: manifest.options.map(({ name, place }) => ({ name, place: place ?? null })),
  }
}

/** What a place declares: papers, what they say, signatures, and why the two differ when they do. */
export function minutesOf(poll: SealedPoll, place: PlaceCount, settings: Settings, date: string): ReportData {
  const rows: readonly (readonly [string, string])[] = [
    ['Papiers dans l’urne', String(place.papers)],
    ['Bulletins qui comptent', String(place.ballots)],
    ['Papiers blancs', String(place.blank)],
    ['Papiers nuls', String(place.void)],
    ['Signatures sur la liste', String(place.signatures)],
    ['Personnes qui avaient déjà signé une liste', String(place.doubled)],
  ]
  const table = { type: 'table' as const, caption: 'Ce qui a été compté', rows }
  return {
    ...documentOf(`Procès-verbal : ${place.place}`, settings, date),
    kicker: poll.manifest.title,
    lines: [
      { label: 'Lieu', text: place.place },
      { label: 'Lots', text: place.batches.join(', ') || 'aucun lot fermé' },
      { label: 'Empreinte du vote', text: poll.fingerprint },
    ],
    body: [
      { ...table, columns: [{ label: 'Quoi' }, { label: 'Nombre', align: 'end' }] },
      { type: 'paragraph', text: remarkOf(place), isStrong: !place.isSettled },
      { type: 'paragraph', text: 'Fait à ……………………………………, le …………………………' },
    ],
    annexes: [],
    signature: ['Les membres présents : nom et signature'],
  }
}

function remarkOf({ papers, signatures, remark }: PlaceCount): string {
  if (papers === signatures) return 'Il y a autant de papiers que de signatures.'
  return remark === null
    ? 'Le nombre de papiers n’est pas celui des signatures. L’explication reste à écrire.'
    : `Le nombre de papiers n’est pas celui des signatures. Observation : ${remark}`
}

function ruleOf({ kind, choices }: SealedPoll['manifest']): string {
  if (kind === 'yes-no-abstain') return 'Écrivez oui, non ou abstention devant chaque ligne.'
  if (kind === 'scores') return `Écrivez une note de ${choices.minimum} à ${choices.maximum} devant chaque ligne.`
  const most = choices.maximum === 1 ? 'un seul projet' : `${choices.maximum} projets au plus`
  return `Faites une croix devant ${most}. N’écrivez rien d’autre : votre bulletin serait nul.`
}

function documentOf(title: string, { territoryName, serviceName, logo, contact }: Settings, date: string) {
  const lines = [contact.postalAddress, contact.telephone, contact.email].filter((line) => line !== null)
  const letterhead = { territoryName, serviceName, logo, contact: lines.flatMap((line) => line.split('\n')) }
  return { title, letterhead, date, reference: null, mark: null }
}
