import type { DeMinimis, GrantRefusal, Nature, PaidActivity } from './model.ts'

/** Why an act of the desk is refused, the gravest first. */
export type DeskRefusal =
  | GrantRefusal
  | 'import-settled'
  | 'import-unknown'
  | 'file-refused'
  | 'grant-unknown'
  | 'grant-imported'
  | 'grant-changed'
  | 'grant-published'
  | 'engagement-unknown'
  | 'engagement-of-another'
  | 'engagement-tied'
  | 'setting-changed'
  | 'undertaking-itself'
  | 'undertaking-member'
  | 'undertaking-head'
  | 'undertaking-head-member'
  | 'line-gone'

export const SENTENCES: Readonly<Record<DeskRefusal, string>> = {
  'de-minimis-exceeded':
    'Avec cette aide, le bénéficiaire dépasserait son plafond d’aides de minimis. Demandez au service juridique une autre base.',
  'decision-not-enforceable':
    'Une convention se signe quand sa décision est exécutoire : transmise à l’État et publiée. Attendez ce jour, ou choisissez la bonne décision.',
  'economic-basis-missing': 'Pour une activité économique, le service juridique doit d’abord écrire la base de l’aide.',
  'shares-not-whole': 'Les parts des bénéficiaires doivent faire 100 % en tout. Corrigez-les.',
  'beneficiary-twice':
    'Deux bénéficiaires ont le même SIREN ou le même numéro. Gardez une seule ligne, avec la somme de leurs parts.',
  'signed-before-granted': 'La convention ne peut pas être signée avant la décision. Corrigez l’une des deux dates.',
  'beneficiary-missing': 'Il faut au moins un bénéficiaire.',
  'import-settled': 'Ce fichier a déjà été accepté ou écarté. Rien n’a changé.',
  'import-unknown': 'Ce fichier n’est plus là. Lisez-le de nouveau.',
  'file-refused': 'Ce fichier ne peut pas être lu. Rien n’a changé. Voici pourquoi.',
  'grant-unknown': 'Cette subvention n’existe pas ou n’existe plus.',
  'grant-imported':
    'Cette subvention vient d’un fichier importé : elle reste comme il la dit. Corrigez le fichier d’origine, puis importez-le de nouveau.',
  'grant-changed':
    'Quelqu’un a changé cette subvention pendant que vous écriviez. Vos réponses sont ici ; ce qui est enregistré est dit à côté.',
  'engagement-unknown': 'Cet engagement n’existe pas, ou n’est pas celui d’une subvention. Choisissez-en un autre.',
  'engagement-of-another':
    'Cet engagement paie une autre organisation. Choisissez un engagement au nom d’un bénéficiaire de la subvention.',
  'engagement-tied': 'Cet engagement paie déjà une autre subvention. Choisissez-en un autre.',
  'grant-published': 'Cette subvention est déjà publiée.',
  'setting-changed': 'Quelqu’un a changé ce réglage entre-temps. Relisez-le, puis recommencez.',
  'undertaking-itself': 'Les deux numéros sont les mêmes. Écrivez celui de l’entreprise qui contrôle l’autre.',
  'undertaking-member':
    'Cette entreprise est déjà rattachée à une autre. Retirez d’abord ce lien, dans la liste, puis recommencez.',
  'undertaking-head':
    'D’autres entreprises sont rattachées à celle-ci. Rattachez-les d’abord, une par une, à l’entreprise qui les contrôle toutes.',
  'undertaking-head-member':
    'L’entreprise qui contrôle est elle-même rattachée à une autre. Écrivez le numéro de celle qui est tout en haut.',
  'line-gone': 'Cette ligne n’est plus là : quelqu’un l’a déjà retirée.',
}

export const NATURE_WORDS: Readonly<Record<Nature, string>> = {
  cash: 'En argent',
  'in-kind': 'En nature',
  both: 'En argent et en nature',
}

export const ACTIVITY_WORDS: Readonly<Record<PaidActivity, string>> = {
  'non-economic': 'Activité non économique',
  sieg: 'Service d’intérêt économique général',
  economic: 'Activité économique',
}

export const DE_MINIMIS_WORDS: Readonly<Record<DeMinimis, string>> = {
  general: 'Règlement général (2023/2831)',
  sieg: 'Services d’intérêt économique général (2023/2832)',
}
