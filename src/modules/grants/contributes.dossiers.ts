import { PROPOSED_BY_THE_HOUSE, type RecordKind } from '#platform/archives'
import type { Contribution } from '#platform/context'
import * as store from './store/schemes/index.ts'

const DAY_MS = 86_400_000
const DRAFT_DAYS = 730

/** How long what the engine of schemes keeps is of use, and how it ends. */
export const dossierRecords: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'grants.schemes',
    what: 'Les dispositifs, leurs éditions, leurs règles, leurs dates et leurs formulaires',
    purpose: 'Dire à chacun selon quelles règles sa demande a été étudiée.',
    usefulLife: { duration: { count: 10, unit: 'years' }, from: 'la fin de l’édition' },
    fate: 'conservation',
    tables: ['scheme', 'scheme_edition', 'scheme_window', 'scheme_window_move', 'scheme_form', 'scheme_form_version'],
    end: { by: 'nothing', words: 'Les règles d’un appel public restent consultables.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'grants.dossiers',
    what: 'Les dossiers déposés, tels que déposés, ce qui leur est arrivé et ce qui en a été dit',
    purpose: 'Étudier les demandes, répondre à un recours, rendre compte.',
    usefulLife: { duration: { count: 10, unit: 'years' }, from: 'la décision' },
    fate: 'conservation',
    tables: ['dossier', 'dossier_filing', 'dossier_fact', 'dossier_words', 'dossier_asked_part'],
    end: { by: 'nothing', words: 'Une demande déposée est une archive publique.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'grants.drafts',
    what: 'Ce qui est écrit dans un dossier, page par page, et ce qu’une organisation a dit une fois pour toutes',
    purpose: 'Reprendre sa demande plus tard, sans redire ce qui est déjà dit.',
    usefulLife: { duration: { count: 2, unit: 'years' }, from: 'la dernière écriture, si rien n’est déposé' },
    tables: ['dossier_answer', 'dossier_entry', 'applicant_answer'],
    end: { by: 'purge', purge: 'grants.drafts' },
  },
]

/** What the engine of schemes gives to the pages of others. */
export const dossiers: Required<
  Pick<Contribution, 'acts' | 'personalData' | 'exportPerson' | 'erasePerson' | 'purges'>
> = {
  acts: {
    'grants.scheme-opened': 'a créé un dispositif d’aide',
    'grants.scheme-reworded': 'a réécrit un dispositif d’aide',
    'grants.edition-opened': 'a commencé une édition',
    'grants.edition-changed': 'a changé une édition',
    'grants.edition-publication-asked': 'a demandé la publication d’une édition',
    'grants.edition-published': 'a publié une édition',
    'grants.window-moved': 'a déplacé une date d’une édition',
    'grants.form-changed': 'a changé un formulaire',
    'grants.form-published': 'a mis un formulaire en ligne',
    'grants.dossier-begun': 'a commencé un dossier',
    'grants.dossier-filed': 'a déposé un dossier',
    'grants.dossier-withdrawn': 'a retiré un dossier',
    'grants.dossier-noted': 'a écrit une note dans un dossier',
    'grants.dossier-pieces-asked': 'a demandé ce qui manque à un dossier',
    'grants.dossier-correction-asked': 'a demandé une correction',
    'grants.dossier-completed': 'a trouvé un dossier complet',
    'grants.dossier-admitted': 'a trouvé un dossier recevable',
    'grants.dossier-not-admitted': 'a trouvé un dossier irrecevable',
    'grants.dossier-assigned': 'a confié un dossier',
    'grants.dossier-opinion-asked': 'a demandé un avis',
    'grants.dossier-opinion-given': 'a donné un avis',
    'grants.dossier-reopened': 'a fait étudier un dossier de nouveau',
  },
  personalData: [
    {
      what: 'Ce que vous écrivez dans un dossier',
      purpose: 'Étudier la demande de votre équipe, et vous éviter de redire ce qui est déjà dit.',
      basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
      kept: 'Dix ans après la décision ; deux ans après la dernière écriture si rien n’est déposé',
      fate: 'conservation',
      seenBy: 'Votre équipe, les agents de la mission et les services consultés',
      stays: 'Une demande déposée est une archive publique (code du patrimoine, L212-2 ; RGPD, article 17.3.d).',
      tables: ['dossier_answer', 'dossier_filing', 'dossier_words', 'applicant_answer'],
      purge: 'grants.drafts',
    },
  ],
  exportPerson: async (db, personId) => {
    const written = await store.listWrittenBy(db, personId)
    if (written.length === 0) return {}
    return {
      'Ce que vous avez écrit dans des dossiers': written.map(({ number, texts }) => ({
        Dossier: number,
        Réponse: texts,
      })),
    }
  },
  erasePerson: async (transaction, personId) => {
    const gone = await store.deleteDraftsOf(transaction, personId)
    return gone > 0n ? ['Vos dossiers jamais déposés, que vous étiez seul à écrire, sont effacés.'] : []
  },
  purges: [
    {
      name: 'grants.drafts',
      run: (db, now) => store.deleteDraftsBefore(db, new Date(now.getTime() - DRAFT_DAYS * DAY_MS)),
    },
  ],
}
