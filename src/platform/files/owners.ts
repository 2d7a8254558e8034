import type { Kysely } from 'kysely'
import type { DB } from '#platform/database'
import type { Visitor } from '#platform/sessions'
import type { FileRules } from './formats.ts'

/** What a module declares for its records to take attachments (`attachments` of its contribution). */
export type AttachmentOwner = {
  /** As « contact-message ». */
  readonly kind: string
  readonly rules: FileRules
  /** Whether this visitor may open the attachments of this record now; undefined: nobody is signed in. */
  readonly mayRead: (db: Kysely<DB>, visitor: Visitor | undefined, ownerId: string, now: Date) => Promise<boolean>
  /** Which of these records are still there: attachments of the others go. */
  readonly listExisting: (db: Kysely<DB>, ownerIds: readonly string[]) => Promise<readonly string[]>
}

export function ownerOf(
  { contributions }: { readonly contributions: readonly { readonly attachments?: readonly AttachmentOwner[] }[] },
  kind: string,
): AttachmentOwner | undefined {
  return contributions.flatMap(({ attachments = [] }) => attachments).find((owner) => owner.kind === kind)
}
