import type { Voters } from '#kernel/ballot'
import { dayIn } from '#kernel/calendar'
import { type Picked, pickCommune, readAtlas } from '#modules/territory'
import type { Context } from '#platform/context'
import { DATE_SENTENCES, readDateField } from '#ui/date-field'
import { isOldEnough } from '../../sealed/evidence-age.ts'
import type { Person } from '../../sealed/pass.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import { isName } from '../../sealed/uniqueness.ts'

export type Fields = Readonly<Record<string, string>>

/** Who somebody says they are, or what to write instead, field by field. */
export type Read = {
  readonly person: Person
  readonly commune: string | null
  readonly picked: Picked | undefined
  readonly errors: Readonly<Record<string, string>>
}

const EARLIEST = '1890-01-01'

/** Reads name, first name, birth date and commune; the commune is asked where the territory has some. */
export async function readPerson(context: Context, poll: SealedPoll, fields: Fields): Promise<Read> {
  const atlas = await readAtlas(context.db)
  const picked = atlas ? pickCommune(atlas, fields, 'commune') : undefined
  const [birthName = '', firstName = ''] = [fields.nom, fields.prenom].map((text) => (text ?? '').trim())
  const born = readDateField(fields, 'naissance', { earliest: EARLIEST, latest: dayIn(context.now()) })
  const { voters } = poll.manifest
  const errors: Record<string, string> = {}
  if (!isName(birthName)) errors.nom = 'Écrivez votre nom de naissance.'
  if (!isName(firstName)) errors.prenom = 'Écrivez votre premier prénom.'
  if (!born.ok) errors.naissance = DATE_SENTENCES[born.refusal]
  else if (!isOldEnough(born.value, voters)) {
    errors.naissance = tooYoung(voters)
  }
  if (picked && picked.kind !== 'one') errors.commune = picked.error
  const person = { birthName, firstName, birthDate: born.ok ? born.value : '' }
  return { person, commune: picked?.kind === 'one' ? picked.commune.code : null, picked, errors }
}

export function tooYoung({ minimumAge }: Voters): string {
  return `Pour voter ici, il faut avoir ${minimumAge} ans. Vous pourrez voter plus tard !`
}
