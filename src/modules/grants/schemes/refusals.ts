import type { DefinitionFaultKind, FormEditRefusal } from '#kernel/forms'
import type { EditionGap } from './rules.ts'
import type { WindowRefusal } from './windows.ts'

/** Why nothing was done to a scheme, an edition or a form, gravest first. */
export type SchemeRefusal =
  | 'scheme-unknown'
  | 'edition-unknown'
  | 'form-unknown'
  | 'edition-published'
  | 'edition-not-whole'
  | 'moved-meanwhile'
  | 'not-asked'
  | 'same-person'
  | 'slug-taken'
  | 'prefix-taken'
  | 'form-not-whole'
  | 'form-unchanged'
  | 'reason-missing'
  | FormEditRefusal
  | WindowRefusal

export const SCHEME_SENTENCES: Readonly<Record<SchemeRefusal, string>> = {
  'scheme-unknown': 'Ce dispositif n’existe pas, ou n’existe plus.',
  'edition-unknown': 'Cette édition n’existe pas, ou n’existe plus.',
  'form-unknown': 'Cette édition n’a pas encore de formulaire. Commencez-le.',
  'edition-published':
    'Cette édition est publiée : ses règles ne changent plus. Une date peut être déplacée, avec un motif.',
  'edition-not-whole': 'Il manque quelque chose avant de publier : la liste est plus bas.',
  'moved-meanwhile': 'Quelqu’un d’autre vient de changer cette page. Relisez-la, puis recommencez.',
  'not-asked': 'Personne n’a encore demandé la publication. Une première personne la demande, une seconde publie.',
  'same-person': 'Vous avez demandé cette publication : une autre personne doit la faire.',
  'slug-taken': 'Cette adresse est déjà prise. Choisissez-en une autre.',
  'prefix-taken': 'Une autre édition numérote déjà ses dossiers ainsi. Choisissez d’autres lettres.',
  'form-not-whole': 'Ce formulaire ne peut pas encore être mis en ligne : la liste de ce qui manque est plus bas.',
  'form-unchanged': 'Ce formulaire est déjà en ligne tel quel.',
  'reason-missing': 'Écrivez le motif : il reste avec la date.',
  'form-part-unknown': 'Cette partie du formulaire n’existe plus. Rechargez la page.',
  'form-part-twice': 'Cette partie est déjà dans le formulaire. Rechargez la page.',
  'form-part-at-the-end': 'Cette partie est déjà au bout : elle ne peut pas aller plus loin.',
  'window-backwards': 'La fin doit venir après le début. Corrigez l’une des deux dates.',
  'window-of-no-stage': 'Cette édition ne passe pas par cette étape.',
  'window-shortened-late':
    'Cette étape est ouverte : sa fin peut être repoussée, pas avancée, et son début ne change plus. Des personnes comptent dessus.',
}

export const GAP_SENTENCES: Readonly<Record<EditionGap, string>> = {
  'stages-missing': 'Gardez au moins le dépôt des dossiers et la décision parmi les étapes.',
  'window-missing': 'Dites quand les dossiers peuvent être déposés.',
  'form-missing': 'Mettez en ligne le formulaire du dossier.',
  'deliberation-missing': 'Enregistrez la délibération qui adopte le règlement.',
  'economic-basis-missing':
    'L’activité payée est économique : le service juridique doit d’abord écrire sur quelle base (CGCT, L1511-2 et L1511-3).',
  'category-twice': 'Deux catégories portent le même code. Changez-en un.',
  'category-unnamed': 'Donnez un nom à chaque catégorie, et un code en minuscules sans accent.',
  'authority-missing': 'Dites qui décide : ce nom est écrit dans chaque réponse.',
  'remedies-missing': 'Écrivez les voies et délais de recours : chaque refus les porte.',
  'delays-impossible': 'Relisez les délais : de 1 à 24 mois de silence, de 1 à 365 jours pour les pièces.',
}

/** Why nothing was done to a dossier, gravest first. */
export type DossierRefusal =
  | 'dossier-unknown'
  | 'edition-closed'
  | 'not-of-the-team'
  | 'window-to-come'
  | 'window-over'
  | 'too-many-dossiers'
  | 'workshop-first'
  | 'dossier-not-open'
  | 'part-not-asked'
  | 'answer-too-long'
  | 'too-many-entries'
  | 'dossier-incomplete'
  | 'state-does-not-allow'
  | 'reason-needed'
  | 'part-needed'
  | 'day-past'
  | 'assignee-unknown'

export const DOSSIER_SENTENCES: Readonly<Record<DossierRefusal, string>> = {
  'dossier-unknown': 'Ce dossier n’existe pas, ou vous n’y avez pas accès.',
  'edition-closed': 'Cet appel n’est pas ouvert.',
  'not-of-the-team': 'Ce dossier est celui d’une autre équipe. Demandez à l’une de ses personnes de vous y inviter.',
  'window-to-come': 'Le dépôt n’est pas encore ouvert. Vous pouvez déjà lire ce qui sera demandé.',
  'window-over':
    'Le dépôt est terminé. Votre brouillon est gardé : appelez-nous si quelque chose vous a empêché de déposer.',
  'too-many-dossiers': 'Votre organisation a déjà déposé autant de dossiers que le règlement le permet.',
  'workshop-first': 'Le dossier s’ouvre après la participation à un comptoir. Inscrivez-vous, ou appelez-nous.',
  'dossier-not-open': 'Ce dossier est déposé : il ne change plus, sauf si on vous demande une correction.',
  'part-not-asked': 'Seules les parties demandées peuvent être corrigées.',
  'answer-too-long': 'Cette réponse est trop longue pour être gardée. Raccourcissez-la.',
  'too-many-entries': 'Vous en avez déjà ajouté autant que possible.',
  'dossier-incomplete': 'Il reste des questions à compléter avant de déposer : la liste est plus bas.',
  'state-does-not-allow': 'Ce dossier n’en est pas là : relisez où il en est, quelqu’un d’autre a pu agir.',
  'reason-needed': 'Écrivez pourquoi, en une phrase que la personne comprendra.',
  'part-needed': 'Cochez au moins une partie à corriger ou à compléter.',
  'day-past': 'Choisissez un jour à venir.',
  'assignee-unknown': 'Cette personne n’est pas un agent. Choisissez-en une dans la liste.',
}

/** What a fault of a form is about. */
export type FormGap = { readonly at: string; readonly fault: DefinitionFaultKind }
