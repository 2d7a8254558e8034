import type { Destroyed } from '#kernel/ballot'
import { dayIn, writtenDay } from '#kernel/calendar'
import type { Settings } from '#platform/context'
import type { Block, CertificateData } from '#platform/documents'
import { readableFingerprint } from '../fingerprint.ts'
import { letterheadOf } from '../letterhead.ts'
import { wordsOfSeat } from '../minutes.ts'
import type { SealedPoll } from '../poll.ts'
import { momentOf } from '../story.ts'
import type { DestructionTerms, ShareEnd, Statement } from './model.ts'

export type CertificateFacts = {
  readonly poll: SealedPoll
  readonly what: Destroyed
  readonly at: Date
  /** The two seats that acted, as the leaf says them. */
  readonly by: readonly [string, string]
  readonly settings: Settings
  /** None for the link. */
  readonly statement?: Statement
  readonly terms?: DestructionTerms
}

/** What each destruction is called. */
export const DESTROYED_WORDS: Readonly<Record<Destroyed, string>> = {
  link: 'Le lien entre la liste des votants et les bulletins',
  roll: 'Les noms de la liste des votants',
  shares: 'Les parts de la clé du bureau',
  pepper: 'La clé de la liste des votants',
  backups: 'Les sauvegardes d’avant le dépouillement',
}

/** The certificate of a destruction: the same facts give the same words. It is public, and holds no name. */
export function certificateOf(facts: CertificateFacts): CertificateData {
  const { poll, what, at, by, settings, statement, terms } = facts
  return {
    title: 'Certificat de destruction',
    letterhead: letterheadOf(settings),
    date: dayIn(at),
    reference: null,
    mark: poll.isFictitious ? 'Exemple' : null,
    kicker: poll.manifest.title,
    body: [
      { type: 'paragraph', text: DESTROYED_WORDS[what], isStrong: true },
      { type: 'paragraph', text: SAID[what] },
      { type: 'items', items: [`Le ${momentOf(at)}.`, `Par : ${by.map(wordsOfSeat).join(' et ')}.`] },
      ...(statement ? statementPart(statement) : []),
      ...(terms ? termsPart(terms) : []),
    ],
    place: null,
    signature: ['À signer à la main, sur le papier seulement.'],
    proof: `Empreinte du vote : ${readableFingerprint(poll.fingerprint)}. L’empreinte SHA-256 de ce fichier est écrite dans le registre public du vote.`,
  }
}

function statementPart(statement: Statement): readonly Block[] {
  if (statement.kind === 'backups') {
    const { day, which, who } = statement
    return [items([`Sauvegardes : ${which}.`, `Détruites par : ${who}.`, `Le ${writtenDay(day)}.`])]
  }
  if (statement.kind !== 'shares') return []
  const { day, place, shares, witnesses } = statement
  return [
    items([
      ...shares.map(({ number, end }) => `Part ${number} : ${SHARE_END_WORDS[end]}.`),
      `Témoins : ${witnesses.map(wordsOfSeat).join(', ')}.`,
      `À ${place}, le ${writtenDay(day)}.`,
    ]),
  ]
}

function termsPart({ managementTable, archivesVisa, appealSource, appealDays }: DestructionTerms): readonly Block[] {
  return [
    items([
      `Tableau de gestion : ${managementTable}.`,
      `Visa des Archives : ${archivesVisa}.`,
      `Délai de recours passé : ${appealDays} jours après le résultat. ${appealSource}.`,
    ]),
  ]
}

function items(lines: readonly string[]): Block {
  return { type: 'items', items: lines }
}

export const SHARE_END_WORDS: Readonly<Record<ShareEnd, string>> = {
  seen: 'détruite devant les témoins',
  said: 'détruite, sur la parole de qui la tenait',
  lost: 'perdue, déjà signalée',
}

const SAID: Readonly<Record<Destroyed, string>> = {
  link: 'En même temps que le résultat était publié, le service a effacé ce qui disait quel bulletin fermé venait de quelle personne, et d’où venaient les votes en ligne.',
  roll: 'Les noms, prénoms et dates de naissance des votants, et la raison de chaque homonyme admis, sont effacés. Il reste que tant de personnes ont voté, et de quelle façon.',
  shares:
    'Sans assez de parts, personne ne peut refaire la clé : les bulletins fermés qui restent ne s’ouvriront plus.',
  pepper:
    'Cette clé cachait qui a voté. Sans elle, personne ne peut plus chercher un nom dans la liste : elle est effacée du service.',
  backups:
    'La personne qui tient le service déclare que ces sauvegardes n’existent plus. Elles gardaient le lien et les noms.',
}
