import { confirmAtConsole, inviteAtConsole, readAddress, readName, sentenceOfRoleRefusal } from '#modules/accounts'
import { readConfiguration } from '#platform/configuration'
import { type Command, DONE, oneOf, readWords, type Status, say, UsageError } from './command.ts'
import { ROOT, refused, withWorld } from './world.ts'

/** `filigrane admin`: what only who holds the server may do about people. */
export const admin: Command = {
  summary: 'invite le premier administrateur, confirme le deuxième',
  help: `Usage : filigrane admin invite ADRESSE [--name NOM] [--role administrator]
        filigrane admin confirm ATTRIBUTION

invite    affiche un code à remettre à la personne : avec son adresse, il lui permet d’ajouter un moyen sûr d’entrer, une
          fois, pendant sept jours. Aucun message ne part. --role administrator n’est possible que tant que personne n’a
          jamais administré le service.
confirm   confirme un rôle qui attend une deuxième personne, tant qu’aucun autre administrateur ne peut le faire. Le numéro
          de l’attribution est sur sa page, au bureau.`,
  run: async (words) => {
    const { values, positionals } = readWords(words, { name: { type: 'string' }, role: { type: 'string' } })
    const [act, about, ...rest] = positionals
    if (act === undefined || about === undefined || rest.length > 0)
      throw new UsageError('Écrivez admin invite ADRESSE, ou admin confirm ATTRIBUTION.')
    if (act === 'invite') return invite(about, values.name, oneOf('role', values.role, ['administrator']) !== undefined)
    if (act === 'confirm') return confirm(about)
    throw new UsageError(`admin ${act} n’existe pas : écrivez admin invite ou admin confirm.`)
  },
}

function invite(typed: string, name: string | undefined, makesAdministrator: boolean): Promise<Status> | Status {
  const address = readAddress(typed)
  if (address === undefined) throw new UsageError(`« ${typed} » n’est pas une adresse e-mail.`)
  const displayName = readName(name ?? address.split('@')[0])
  if (displayName === undefined) throw new UsageError('--name : écrivez un nom, 60 lettres au plus.')
  return withWorld(async ({ context }) => {
    const invited = await inviteAtConsole(context, { address, displayName, makesAdministrator })
    if (!invited.ok) {
      return refused(
        'Le service a déjà un administrateur : il invite les autres au bureau, page « Personnes et rôles ».',
      )
    }
    const read = readConfiguration(process.env, ROOT)
    say(`Page à ouvrir : ${read.ok ? read.value.url : ''}/connexion/invitation`)
    say(`Adresse à y taper : ${address}`)
    say(`Code, bon une fois pendant sept jours : ${invited.value}`)
    return DONE
  })
}

function confirm(grantId: string): Promise<Status> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(grantId)) {
    throw new UsageError('Le numéro d’une attribution a 36 signes : copiez-le depuis sa page.')
  }
  return withWorld(async ({ context }) => {
    const confirmed = await confirmAtConsole(context, grantId)
    if (!confirmed.ok) return refused(sentenceOfRoleRefusal(confirmed.refusal))
    say('Rôle confirmé.')
    return DONE
  })
}
