import { done, type Result, refuse } from '#kernel/result'
import { checkWords, type MailTemplate, type MailWords, type WordsFault } from '#platform/mail'

export type WordsSent = { readonly words: MailWords; readonly neutral: MailWords | null }

type Fields = Readonly<Record<string, string>>

const SENTENCES: Record<WordsFault['reason'], (fault: WordsFault) => string> = {
  'nothing-said': () => 'Écrivez quelque chose : un courriel sans objet ou sans texte ne part pas.',
  'field-unknown': ({ line, found, nearest }) =>
    `Ligne ${line} : ${found} n’existe pas.${nearest === undefined ? ' Prenez un champ de la liste.' : ` Vouliez-vous écrire {${nearest}} ?`}`,
  'brace-alone': ({ line, found }) => `Ligne ${line} : un signe ${found} est seul. Un champ s’écrit entre { et }.`,
  'link-leaves': ({ line, found }) =>
    `Ligne ${line} : « ${found} » ne mène pas à une page de ce site. Écrivez un chemin comme /agenda, ou un champ de lien.`,
  'field-out-of-place': ({ line, found }) =>
    `Ligne ${line} : ${found} n’a pas sa place ici. Un code est seul sur sa ligne ; un lien est dans un bouton : [Voir](${found}).`,
  'field-missing': ({ found }) => `Il manque ${found}, seul sur sa ligne : sans lui, ce courriel ne sert à rien.`,
}

/** Reads the words of the form; each fault beside its field, with its line. */
export function readWords(fields: Fields, template: MailTemplate): Result<WordsSent, Fields> {
  const words = { subject: (fields.objet ?? '').trim(), body: (fields.texte ?? '').replaceAll('\r\n', '\n').trim() }
  const neutral = {
    subject: (fields['objet-neutre'] ?? '').trim(),
    body: (fields['texte-neutre'] ?? '').replaceAll('\r\n', '\n').trim(),
  }
  const hasNeutral = neutral.subject !== '' || neutral.body !== ''
  const faults = {
    ...faultsOf(words, template, { subject: 'objet', body: 'texte' }),
    ...(hasNeutral ? faultsOf(neutral, template, { subject: 'objet-neutre', body: 'texte-neutre' }) : {}),
  }
  if (Object.keys(faults).length > 0) return refuse(faults)
  return done({ words, neutral: hasNeutral ? neutral : null })
}

function faultsOf(words: MailWords, template: MailTemplate, names: Readonly<Record<WordsFault['at'], string>>): Fields {
  const checked = checkWords(words, template.fields)
  if (checked.ok) return {}
  const said: Record<string, string> = {}
  for (const fault of checked.refusal) {
    const name = names[fault.at]
    said[name] = [said[name], SENTENCES[fault.reason](fault)].filter(Boolean).join(' ')
  }
  return said
}
