import type { EnteredItem, EntryRefusal, ServiceItem } from '#platform/archives'

/** Each point of « mise en service »: what it is, who says it is needed, where one acts. */
export const ITEM_WORDS: Record<ServiceItem, { readonly name: string; readonly law: string; readonly href: string }> = {
  'impact-assessment': {
    name: 'L’analyse d’impact (AIPD), vue par le délégué à la protection des données',
    law: 'RGPD, article 35 : avant le premier vote',
    href: `/agents/mise-en-service?point=aipd`,
  },
  'security-approval': {
    name: 'L’homologation de sécurité',
    law: 'Décret 2010-112, article 5',
    href: `/agents/mise-en-service?point=homologation`,
  },
  'register-entry': {
    name: 'L’inscription au registre des traitements de la collectivité',
    law: 'RGPD, article 30',
    href: `/agents/mise-en-service?point=registre`,
  },
  'treasury-agreement': {
    name: 'L’accord de la paierie',
    law: 'Décret 2012-1246 : avant le premier paiement',
    href: `/agents/mise-en-service?point=paierie`,
  },
  'management-table': {
    name: 'Le tableau de gestion, approuvé par les Archives',
    law: 'Code du patrimoine, article L212-2',
    href: '/agents/archives/tableau',
  },
  'accessibility-audit': {
    name: 'L’audit d’accessibilité (RGAA)',
    law: 'Loi 2005-102, article 47',
    href: '/agents/territoire',
  },
}

/** As they stand in addresses and forms. */
export const ITEM_SLUGS: Record<EnteredItem, string> = {
  'impact-assessment': 'aipd',
  'security-approval': 'homologation',
  'register-entry': 'registre',
  'treasury-agreement': 'paierie',
}

/** The sentence for each reason why an entry is not written. */
export const ENTRY_SENTENCES: Record<EntryRefusal, string> = {
  'entry-moved': 'Quelqu’un vient de changer ce point. Relisez-le ci-dessous, puis recommencez.',
  'nothing-to-withdraw': 'Rien n’est enregistré pour ce point : il n’y a rien à retirer.',
  'signed-in-the-future': 'Cette date est à venir. Écrivez le jour de la signature.',
  'reason-missing': 'Écrivez pourquoi vous corrigez ce point.',
}
