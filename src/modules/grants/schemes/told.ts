import { french } from '#kernel/french'
import type { FactKind } from './model.ts'

type Named = { readonly number: string; readonly call: string }

/** What its team is told of a dossier; absent: it does not concern them. */
export const TOLD: Partial<Record<FactKind, (named: Named) => string>> = {
  filed: ({ number, call }) =>
    french`Votre dossier ${number} est déposé : ${call}. Vous pouvez lire l’accusé de réception.`,
  'pieces-received': ({ number }) => french`Nous avons reçu ce qui manquait à votre dossier ${number}.`,
  corrected: ({ number }) => french`Nous avons reçu la correction de votre dossier ${number}.`,
  'pieces-asked': ({ number }) =>
    french`Il manque quelque chose à votre dossier ${number}. Lisez ce qu’il faut envoyer, et avant quand.`,
  'correction-asked': ({ number }) =>
    french`Une partie de votre dossier ${number} est à reprendre. Lisez laquelle, et avant quand.`,
  completed: ({ number }) => french`Votre dossier ${number} est complet. Nous l’étudions.`,
  admitted: ({ number }) => french`Votre dossier ${number} est recevable.`,
  'not-admitted': ({ number }) =>
    french`Votre dossier ${number} n’est pas recevable. Lisez pourquoi, et ce que vous pouvez faire.`,
  granted: ({ number }) => french`Une décision favorable est prise sur votre dossier ${number}.`,
  refused: ({ number }) =>
    french`Votre dossier ${number} n’est pas retenu. Lisez pourquoi, et ce que vous pouvez faire.`,
  withdrawn: ({ number }) => french`Votre dossier ${number} est retiré.`,
  reopened: ({ number }) => french`Votre dossier ${number} est de nouveau étudié.`,
}
