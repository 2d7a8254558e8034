import { sentenceOf as sentenceOfReading } from '#kernel/tally'
import type { ImportRefusal } from './model.ts'

type Sentences = {
  readonly [Kind in ImportRefusal['kind']]: (refusal: Extract<ImportRefusal, { kind: Kind }>) => string
}

const SENTENCES: Sentences = {
  'file-unreadable': ({ fault }) => sentenceOfReading(fault),
  'amount-too-large': () =>
    'Les montants de ce fichier dépassent ce que la plateforme sait garder exactement. Vérifiez le budget et les coûts.',
  'currency-unknown': () =>
    'Le fichier ne dit pas sa monnaie. Ajoutez dans la section META une ligne « currency;EUR » (code à trois lettres).',
  'rule-unknown': ({ rule }) =>
    `Le fichier annonce la règle « ${rule} », que nous ne savons pas appliquer. Choisissez-en une avec --rule, par exemple --rule equal-shares.`,
  'rule-impossible': ({ sentence }) => sentence,
  'slug-taken': ({ slug }) =>
    `Un autre scrutin est déjà publié à l’adresse /scrutins/${slug}. Choisissez une autre adresse avec --slug.`,
}

/** Why an election was not imported, and what to do. */
export function sentenceOf(refusal: ImportRefusal): string {
  const sentence = SENTENCES[refusal.kind] as (refusal: ImportRefusal) => string
  return sentence(refusal)
}
