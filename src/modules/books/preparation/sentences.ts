import type { PreparationRefusal } from './model.ts'

export const PREPARATION_REFUSALS: Readonly<Record<PreparationRefusal, string>> = {
  'campaign-unknown': 'Cette préparation n’existe pas. Revenez à la liste des années.',
  'campaign-not-open': 'La préparation de cette année n’est pas encore ouverte. Attendez sa date d’ouverture.',
  'campaign-closed':
    'La préparation de cette année est terminée : rien n’y change plus. Demandez à l’administration d’en reporter la fin.',
  'campaign-already-proposed':
    'Ces demandes sont déjà devenues le budget proposé. La suite se fait sur l’étape du budget, pas ici.',
  'campaign-exists': 'La préparation de cette année existe déjà. Ouvrez-la dans la liste.',
  'demand-unknown': 'Cette demande n’existe plus. Revenez à la liste des demandes.',
  'demand-exists': 'Une demande existe déjà pour cette ligne. Ouvrez-la pour la changer.',
  'demand-changed':
    'Quelqu’un a écrit sur cette demande pendant que vous la lisiez. Regardez ce qui est ajouté, puis recommencez.',
  'line-unknown': 'Cette ligne n’est pas dans le budget. Choisissez une ligne de la liste.',
  'level-not-yours': 'Votre rôle ne vous permet pas d’arbitrer à ce niveau. Choisissez le vôtre.',
  'level-below':
    'Un niveau supérieur a déjà arbitré cette demande. Choisissez ce niveau, ou demandez-lui de la revoir.',
  'reason-missing': 'Écrivez pourquoi ce montant, en une phrase.',
  'amount-missing': 'Écrivez le montant de l’année préparée.',
  'years-broken': 'Les montants se suivent année par année, sans en sauter : écrivez 0 pour une année sans paiement.',
  'commitment-differs':
    'Sur plusieurs années, écrivez le total engagé : il doit être exactement la somme des montants de chaque année.',
  'dates-backwards': 'La fin de la préparation est avant son ouverture. Corrigez l’une des deux dates.',
  'not-all-arbitrated':
    'Une demande au moins n’a pas été arbitrée au dernier niveau. Elles sont marquées dans la liste ci-dessous.',
  'nothing-asked': 'Aucune demande n’est écrite : il n’y a rien à proposer.',
  'levels-missing': 'Écrivez deux niveaux au moins, du premier au dernier, un par ligne.',
  'post-wrong': 'Écrivez une année, une sorte de poste et un nombre d’agents à temps plein, comme 3,5.',
  'source-missing': 'Dites d’où vient ce nombre : un titre, et une adresse si elle existe.',
}
