import { french } from '#kernel/french'
import { cents } from '#kernel/money'
import type { AllocationPreset, Source } from './index.ts'

const TERRITOIRES_EN_COMMUN: Source = {
  said: french`En 2018, 352 000 € ont été partagés « en fonction des choix » des votants. Chaque projet a reçu de 4 500 € à 20 000 €.`,
  url: 'https://territoires-en-commun.fr/fiche-dexperience/dans-le-pas-de-calais-un-budget-citoyen-pour-encourager-leconomie-sociale-et',
  year: 2018,
}

const UNION_ACTION: Source = {
  said: french`En 2018, la subvention de la catégorie « valeurs de l'ESS » était de 4 500 € au plus.`,
  url: 'http://unionaction62.fr/index.php/2018/11/21/intervention-sur-les-initiatives-laureates-du-budget-citoyen-2018/',
  year: 2018,
}

const LIGUE: Source = {
  said: french`La subvention dépend de la coopération, de l'innovation sociale ou des valeurs de l'ESS. Le plafond de chaque catégorie n'est pas donné.`,
  url: 'https://www.ligue62.org/comptoir-a-initiatives-citoyennes-et-budget-citoyen-de-lidee-au-projet/',
  year: 2018,
}

/** Budget citoyen of the Département du Pas-de-Calais. The text of its règlement could not be read. */
export const PAS_DE_CALAIS: AllocationPreset = {
  title: french`Budget citoyen du Pas-de-Calais`,
  rule: {
    status: 'inferred',
    value: { kind: 'proportional', within: 'category', split: { by: 'votes' } },
    source: {
      ...TERRITOIRES_EN_COMMUN,
      said: `${TERRITOIRES_EN_COMMUN.said} ${french`Que le partage se fasse en proportion des votes, dans chaque catégorie, est déduit et reste à confirmer.`}`,
    },
  },
  caps: new Map([
    [french`valeurs de l'ESS`, { status: 'read', value: cents(450_000n), source: UNION_ACTION }],
    ['coopération', { status: 'not-found', source: LIGUE }],
    [
      'innovation sociale',
      {
        status: 'inferred',
        value: cents(2_000_000n),
        source: {
          ...TERRITOIRES_EN_COMMUN,
          said: `${TERRITOIRES_EN_COMMUN.said} ${french`Que le plus grand montant soit le plafond de cette catégorie est déduit et reste à confirmer.`}`,
        },
      },
    ],
  ]),
  envelopeCents: { status: 'not-found', source: TERRITOIRES_EN_COMMUN },
}
