import { writtenDay } from '#kernel/calendar'
import { french } from '#kernel/french'
import type { Belonging, ConflictKind, Nomenclature, Outcome, Reason, Source } from './model.ts'

/** « Base Sirene de l'Insee » */
export const SOURCE_NAMES: Readonly<Record<Source['name'], string>> = {
  sirene: french`base Sirene de l'Insee`,
  'cg-scop': 'liste de la Confédération générale des SCOP et des SCIC',
  scic: 'liste des SCIC',
  'ess-france': french`liste des entreprises de l'ESS tenue par ESS France et les CRESS`,
  esus: 'liste des agréments ESUS du ministère de l’Économie',
  siae: french`liste des structures d'insertion conventionnées par l'État`,
}

export const BELONGING_NAMES: Readonly<Record<Exclude<Belonging, null>, string>> = {
  association: 'association',
  cooperative: 'coopérative',
  mutual: 'mutuelle',
  foundation: 'fondation',
  'commercial-company': french`société commerciale de l'ESS`,
  'other-non-profit': 'autre organisme privé à but non lucratif',
}

/** « base Sirene de l’Insee, au 1er octobre 2026 » */
export function nameOfSource({ name, vintage }: Source): string {
  return french`${SOURCE_NAMES[name]}, au ${writtenDay(vintage).replace(/^\S+ /, '')}`
}

/** « Pourquoi cette structure est-elle dans l'ESS, et selon qui ? » In one sentence, then one for each reason. */
export function sentencesOfOutcome({ belonging, reasons, ruleVersion }: Outcome): readonly string[] {
  return [sentenceOfBelonging(belonging), ...reasons.map(sentenceOfReason), french`Règle appliquée : ${ruleVersion}.`]
}

export function sentenceOfBelonging(belonging: Belonging): string {
  if (belonging === null) return french`Cette structure n'est pas comptée dans l'ESS.`
  if (belonging === 'commercial-company')
    return french`Cette structure est une société commerciale de l'ESS. Elle est comptée à part : les chiffres de l'Insee ne comprennent pas ces sociétés.`
  if (belonging === 'other-non-profit')
    return french`Cette structure est un autre organisme privé à but non lucratif. Elle est comptée à part des quatre familles de l'ESS.`
  return french`Cette structure est dans l'ESS, famille : ${BELONGING_NAMES[belonging]}.`
}

/** Each names its source and the date of the source. */
export function sentenceOfReason(reason: Reason): string {
  const from = french`(source : ${nameOfSource(reason.source)})`
  switch (reason.kind) {
    case 'category':
      return french`Sa forme juridique, « ${reason.label} » (${reason.code}), est de la famille « ${BELONGING_NAMES[reason.family]} » ${from}.`
    case 'list':
      return reason.list === 'esus'
        ? french`Elle a l'agrément ESUS, « entreprise solidaire d'utilité sociale » ${from}.`
        : french`Elle est sur une liste, comme ${BELONGING_NAMES[reason.belonging]} ${from}.`
    case 'flag':
      return french`Elle s'est déclarée de l'ESS en s'immatriculant ${from}.`
    case 'label':
      return french`Elle est conventionnée pour l'insertion${reason.detail === null ? '' : ` (${reason.detail})`} ; cela ne dit pas sa famille ${from}.`
    case 'natural-person':
      return french`C'est une personne qui travaille à son compte : l'ESS réunit des organisations, et cette personne n'est pas montrée ici ${from}.`
    case 'excluded-activity':
      return french`Son activité, « ${reason.label} » (${reason.code}, ${NOMENCLATURE_NAMES[reason.nomenclature]}), est hors du champ de l'ESS ${from}.`
    case 'category-to-confirm':
      return french`Sa forme juridique, « ${reason.label} » (${reason.code}), n'est rattachée à aucune famille tant que la CRESS ne l'a pas confirmé ${from}.`
    case 'category-unknown':
      return french`Sa forme juridique n'est pas connue ${from}.`
    case 'nothing-says-so':
      return french`Ni sa forme juridique, ni Sirene, ni aucune liste que nous lisons ne dit qu'elle est de l'ESS ${from}.`
  }
}

export type ConflictWords = {
  /** What disagrees. */
  readonly said: string
  /** What the person who reviews must look at. */
  readonly toCheck: string
}

export const CONFLICT_SENTENCES: Readonly<Record<ConflictKind, ConflictWords>> = {
  'natural-person-listed': {
    said: french`Une source dit « ESS » d'une personne qui travaille à son compte.`,
    toCheck: french`Ne publiez rien. Vérifiez le SIREN dans la liste, et signalez l'erreur à qui tient la liste.`,
  },
  'excluded-yet-claimed': {
    said: french`Une source dit « ESS », mais l'activité est hors du champ.`,
    toCheck: french`Vérifiez le code d'activité auprès de la structure : il est souvent ancien. S'il est faux, elle le fait corriger par l'Insee.`,
  },
  'families-disagree': {
    said: french`La forme juridique et une liste ne donnent pas la même famille.`,
    toCheck: french`Vérifiez la forme juridique dans les statuts. La forme juridique décide, en attendant.`,
  },
  'claimed-without-family': {
    said: french`Une source dit « ESS », mais la forme n'est ni celle d'une famille ni celle d'une société.`,
    toCheck: french`Lisez les statuts : congrégation, groupement public, organisme étranger ? Demandez son avis à la CRESS.`,
  },
  'list-family-unreadable': {
    said: french`La liste ESS France donne une famille que nous ne savons pas lire.`,
    toCheck: french`Lisez la ligne dans la liste. Si le mot est nouveau, il faut une nouvelle version de la règle.`,
  },
  'flag-denies': {
    said: french`Sirene dit « non » à l'ESS, une autre source dit « oui ».`,
    toCheck: french`Vérifiez les statuts. Si la structure est bien de l'ESS, elle peut le déclarer au guichet des formalités.`,
  },
  'ceased-yet-listed': {
    said: french`La structure était déjà fermée à la date de la liste.`,
    toCheck: french`Vérifiez la date de fermeture dans Sirene, et si une autre structure a pris la suite.`,
  },
  'list-alone': {
    said: french`Seule la liste ESS France dit que cette structure est de l'ESS.`,
    toCheck: french`Regardez la date de la liste. Vérifiez que la structure existe encore et que ses statuts sont ceux d'une entreprise de l'ESS.`,
  },
  'category-missing': {
    said: french`La forme juridique manque.`,
    toCheck: french`Cherchez la structure par son SIREN dans l'Annuaire des entreprises.`,
  },
  'nomenclatures-disagree': {
    said: french`Les deux nomenclatures d'activités ne disent pas la même chose : l'une est hors du champ, l'autre non.`,
    toCheck: french`Vérifiez l'activité réelle. La NAF rév. 2 décide, en attendant.`,
  },
  'activity-unknown': {
    said: french`L'activité n'est pas connue, ou son code est d'une ancienne nomenclature.`,
    toCheck: french`Cherchez ce que fait la structure : administration, syndicat, culte et parti sont hors du champ.`,
  },
  'flag-silent': {
    said: french`La forme juridique est d'une famille de l'ESS, mais Sirene ne le confirme pas.`,
    toCheck: french`Rien d'urgent : Sirene est souvent muette. Vérifiez si la structure est récente ou n'a plus d'activité.`,
  },
}

const NOMENCLATURE_NAMES: Readonly<Record<Nomenclature, string>> = { 'naf-rev-2': 'NAF rév. 2', 'naf-2025': 'NAF 2025' }
