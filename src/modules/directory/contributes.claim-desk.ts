import type { Contribution, DeskTask } from '#platform/context'
import { holds, type Role } from '#platform/sessions'
import * as store from './store/claims/index.ts'

const READERS: readonly Role[] = ['agent', 'administrator']

/** What waits for an agent: withdrawals with their clock first. */
export async function claimTasks(
  ...[db, visitor, now]: Parameters<NonNullable<NonNullable<Contribution['desk']>['tasks']>>
): Promise<readonly DeskTask[]> {
  if (!holds(visitor, READERS)) return []
  const [reports, claims, texts, declarations] = await Promise.all([
    store.listWaitingReports(db, 200),
    store.listWaitingClaims(db, 200),
    store.listUnread(db, 200),
    store.listDeclarations(db, 200),
  ])
  const withdrawals = reports.filter(({ dueAt }) => dueAt !== null)
  const others = reports.length - withdrawals.length
  const asked = claims.filter(({ state }) => state === 'waiting').length
  const told = (count: number, one: string, more: string, href: string): readonly DeskTask[] =>
    count === 0
      ? []
      : [{ label: count === 1 ? one : `${more} (${count})`, href, subject: 'Annuaire', dueAt: null, urgency: 'soon' }]
  return [
    ...withdrawals.map(({ id, reference, dueAt }) => ({
      label: `Demande de retrait ${reference}`,
      href: `/agents/annuaire/signalements/${id}`,
      subject: 'Annuaire',
      dueAt,
      urgency: dueAt! < now ? ('late' as const) : ('today' as const),
    })),
    ...told(others, 'Répondre à un signalement', 'Répondre aux signalements', '/agents/annuaire/signalements'),
    ...told(asked, 'Répondre à qui veut tenir une page', 'Répondre aux demandes', '/agents/annuaire/demandes'),
    ...told(texts.length, 'Relire un texte', 'Relire des textes', '/agents/annuaire/relecture'),
    ...told(declarations.length, 'Lire une structure déclarée', 'Lire les déclarations', '/agents/annuaire/demandes'),
  ]
}

/** Entries of the desk's menu. */
export const CLAIM_PLACES = [
  { label: 'Structures', href: '/agents/annuaire', roles: READERS },
  { label: 'Demandes des structures', href: '/agents/annuaire/demandes', roles: READERS },
  { label: 'Textes à relire', href: '/agents/annuaire/relecture', roles: READERS },
  { label: 'Signalements', href: '/agents/annuaire/signalements', roles: READERS },
  { label: 'Fiches des territoires', href: '/agents/territoires', roles: READERS },
  { label: 'Réglages de l’annuaire', href: '/agents/annuaire/reglages', roles: ['administrator'] as readonly Role[] },
]

/** Acts of claims in the audit trail. */
export const CLAIM_ACTS = {
  'directory.page-claimed': 'a demandé à tenir la page d’une structure',
  'directory.claim-proven': 'a montré une adresse de sa structure',
  'directory.claim-given-up': 'a retiré sa demande, ou cessé de tenir une page',
  'directory.claim-accepted': 'a accepté quelqu’un pour tenir une page',
  'directory.claim-asked': 'a posé une question à qui veut tenir une page',
  'directory.claim-refused': 'a refusé quelqu’un pour tenir une page',
  'directory.claim-withdrawn': 'a retiré une page à quelqu’un',
  'directory.ambassador-set': 'a changé qui est ambassadeur',
  'directory.own-words-saved': 'a écrit le texte d’une structure',
  'directory.own-words-read': 'a relu le texte d’une structure',
  'directory.report-answered': 'a répondu à un signalement',
  'directory.structure-declared': 'a déclaré une structure',
  'directory.declaration-accepted': 'a mis une structure déclarée dans l’annuaire',
  'directory.declaration-refused': 'a refusé une structure déclarée',
  'directory.recognition-recorded': 'a inscrit une reconnaissance',
  'directory.settings-changed': 'a changé les réglages de l’annuaire',
} as const
