import type { Context } from '#platform/context'
import { tell } from '#platform/notices'
import { type Dossier, type Edition, type FactKind, TOLD } from '../../schemes/index.ts'
import * as store from '../../store/schemes/index.ts'
import { DOSSIERS } from '../../subjects.ts'

/** Tells the team of a project what became of its dossier, when it concerns them. */
export async function tellTeam(
  transaction: Parameters<typeof store.lockDossier>[0],
  context: Context,
  what: { readonly dossier: Dossier; readonly edition: Edition; readonly kind: FactKind; readonly factId: string },
): Promise<void> {
  const { dossier, edition, kind, factId } = what
  const sentence = TOLD[kind]
  if (sentence === undefined) return
  await tell(transaction, context, {
    subject: DOSSIERS,
    object: `dossier:${dossier.id}`,
    // A state that comes back is told again.
    state: `${kind}-${factId.slice(-12)}`,
    people: { ids: await store.listTeam(transaction, dossier.projectId) },
    sentence: sentence({ number: dossier.number, call: edition.title }),
    href: `/mon-espace/dossiers/${dossier.number}`,
  })
}
