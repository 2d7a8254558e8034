import { french } from '#kernel/french'
import { frenchCents } from '#kernel/money'
import type { DefinitionFaultKind } from './definition.ts'
import type { FormField } from './model.ts'
import type { AnswerFault } from './read.ts'

/** What is wrong with an answer, and what to do. */
export function sentenceOfAnswer(field: FormField, fault: AnswerFault): string {
  if (fault.kind === 'out-of-limits') return outOfLimits(field)
  if (fault.kind === 'too-short') return french`Développez votre réponse : ${fault.limit} signes au moins.`
  if (fault.kind === 'too-long') return french`Raccourcissez votre réponse : ${fault.limit} signes au plus.`
  if (fault.kind === 'too-many') return french`Gardez ${fault.limit} réponses au plus.`
  if (fault.kind === 'budget-unbalanced') return unbalanced(fault.expenses, fault.receipts)
  if (fault.kind === 'budget-line-unreadable')
    return french`Nous ne savons pas lire le montant de « ${lineOf(field, fault.code)} ». Écrivez par exemple 1250,50.`
  return SENTENCES[fault.kind]
}

const SENTENCES: Readonly<Record<Exclude<AnswerFault, Detailed>['kind'], string>> = {
  missing: 'Répondez à cette question.',
  'number-unreadable': french`Écrivez un nombre en chiffres, par exemple 12.`,
  'day-unreadable': french`Écrivez une date qui existe : le jour, le mois et l’année.`,
  'email-unreadable': french`Cette adresse n’est pas complète. Écrivez-la comme prenom@exemple.fr.`,
  'telephone-unreadable': french`Écrivez un numéro de téléphone en chiffres, par exemple 03 21 00 00 00.`,
  'not-offered': french`Choisissez une réponse de la liste.`,
  'commune-unknown': french`Choisissez une commune de la liste.`,
  'not-agreed': french`Cochez la case si vous êtes d’accord.`,
  'amount-unreadable': french`Écrivez un montant en euros, par exemple 1250,50.`,
  'organisation-unreadable': french`Ce numéro n’est pas juste. Un SIRET a 14 chiffres, un SIREN 9, un RNA la lettre W et 9 chiffres.`,
  'iban-unreadable': french`Recopiez l’IBAN de votre relevé d’identité bancaire : il commence par deux lettres.`,
  'iban-wrong-length': french`Cet IBAN n’a pas le bon nombre de caractères. En France il en a 27.`,
  'iban-wrong-key': french`Un caractère de cet IBAN est faux. Recopiez-le de votre relevé d’identité bancaire.`,
}

/** Those whose sentence says a figure or a name. */
type Detailed = Extract<
  AnswerFault,
  | { readonly limit: number }
  | { readonly code: string }
  | { readonly expenses: bigint }
  | { readonly kind: 'out-of-limits' }
>

function outOfLimits(field: FormField): string {
  if (field.kind === 'money')
    return french`Écrivez un montant entre ${frenchCents(field.minimum)} et ${frenchCents(field.maximum)}.`
  if (field.kind === 'number') return french`Écrivez un nombre entre ${field.minimum} et ${field.maximum}.`
  return 'Cette date est hors de la période demandée. Vérifiez l’année.'
}

function unbalanced(expenses: bigint, receipts: bigint): string {
  const missing = expenses - receipts
  const gap = frenchCents((missing < 0n ? -missing : missing) as Parameters<typeof frenchCents>[0])
  const more = missing > 0n ? 'Les dépenses dépassent les recettes' : 'Les recettes dépassent les dépenses'
  return french`${more} de ${gap}. Les deux totaux doivent être les mêmes.`
}

function lineOf(field: FormField, code: string): string {
  const lines = field.kind === 'budget' ? [...field.expenses, ...field.receipts] : []
  return lines.find((line) => line.code === code)?.label ?? code
}

/** Why a form cannot be put live, and what to do. */
export const DEFINITION_SENTENCES: Readonly<Record<DefinitionFaultKind, string>> = {
  'no-section': 'Ajoutez une première page au formulaire.',
  'no-field': 'Cette page ne pose aucune question. Ajoutez-en une ou retirez la page.',
  'id-twice': 'Deux éléments portent le même identifiant. Retirez l’un des deux et ajoutez-le de nouveau.',
  'title-missing': 'Donnez un titre à cette page.',
  'label-missing': 'Écrivez la question.',
  'repetition-impossible': 'Dites ce qui se répète, et combien de fois : le maximum est d’au moins une fois.',
  'limits-impossible': 'Le minimum dépasse le maximum. Corrigez l’un des deux.',
  'choices-missing': 'Écrivez au moins une réponse possible.',
  'choice-twice': 'Deux réponses ont le même code. Changez-en un.',
  'sentence-missing': 'Écrivez la phrase à laquelle on s’engage.',
  'condition-on-unknown': 'La condition porte sur une question retirée. Choisissez-en une autre.',
  'condition-on-later': 'La condition porte sur une question posée plus loin. Déplacez l’une des deux.',
  'condition-on-repeated':
    'La condition porte sur une question posée plusieurs fois. Choisissez-en une posée une seule fois.',
  'condition-on-unknown-choice': 'La condition porte sur une réponse retirée de la liste. Choisissez-en une autre.',
  'condition-never-holds': 'La condition n’est jamais remplie. Complétez-la ou retirez-la.',
}
