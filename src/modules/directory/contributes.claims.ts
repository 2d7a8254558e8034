import { listOwnAddresses } from '#modules/accounts'
import type { Contribution, PersonalDataKind, Purge } from '#platform/context'
import type { AttachmentOwner } from '#platform/files'
import { holds, type Role } from '#platform/sessions'
import { CLAIM_PIECE_RULES, CLAIM_PIECES, PICTURE, PICTURE_RULES } from './claims/pieces.ts'
import { OWN_PAGE } from './claims/subjects.ts'
import { shownName } from './names.ts'
import * as store from './store/claims/index.ts'

const READERS: readonly Role[] = ['agent', 'administrator']
const BASIS = 'mission d’intérêt public (RGPD, article 6.1.e)'

const KINDS: readonly PersonalDataKind[] = [
  {
    what: 'Votre demande de tenir la page d’une structure : votre fonction, ce que vous joignez, l’adresse de la structure',
    purpose: 'Vérifier que vous parlez pour elle, et savoir qui écrit sur sa page.',
    basis: BASIS,
    kept: 'Tant que vous tenez la page ; un an après un refus ou un retrait',
    fate: 'élimination',
    seenBy: 'Les agents de la mission',
    stays: null,
    tables: ['structure_claim'],
    purge: 'directory.claims',
  },
  {
    what: 'Les textes que vous écrivez pour la page d’une structure',
    purpose: 'Faire connaître la structure, et garder ce qui a été changé.',
    basis: BASIS,
    kept: 'Tant qu’ils sont montrés ; un an ensuite',
    fate: 'élimination',
    seenBy: 'Tout le monde pour le texte ; les agents et les membres de la structure pour votre nom',
    stays: 'Le texte montré appartient à la structure : il reste, sans lien avec vous, tant qu’elle le garde.',
    tables: ['structure_revision'],
    purge: 'directory.texts',
  },
  {
    what: 'Ce que vous signalez sur une page de l’annuaire, et l’adresse e-mail que vous donnez',
    purpose: 'Corriger la page et vous répondre.',
    basis: BASIS,
    kept: 'Un an après la réponse',
    fate: 'élimination',
    seenBy: 'Les agents de la mission',
    stays: 'Qu’un signalement a été fait et ce qui a été répondu, sans vos mots ni votre adresse.',
    tables: ['structure_report'],
    purge: 'directory.reports',
  },
  {
    what: 'D’où viennent des signalements envoyés à la suite, sous une forme illisible',
    purpose: 'Éviter les envois en masse.',
    basis: BASIS,
    kept: '1 heure',
    fate: 'élimination',
    seenBy: 'Personne',
    stays: 'Rien ne les relie à vous : elles partent d’elles-mêmes au bout d’une heure.',
    tables: ['directory_pace'],
    purge: 'directory.pace',
  },
  {
    what: 'Les structures que vous déclarez',
    purpose: 'Les ajouter à l’annuaire, et vous répondre.',
    basis: BASIS,
    kept: 'Un an après un refus ; sinon tant que le compte existe',
    fate: 'élimination',
    seenBy: 'Les agents de la mission',
    stays: 'La structure reste dans l’annuaire, sans lien avec vous.',
    tables: ['structure_declaration'],
    purge: 'directory.declarations',
  },
]

const purges: readonly Purge[] = [
  { name: 'directory.claims', run: store.deleteOldClaims },
  { name: 'directory.texts', run: store.deleteOldRevisions },
  { name: 'directory.reports', run: store.deleteOldReports },
  { name: 'directory.pace', run: store.deleteOldPace },
  { name: 'directory.declarations', run: store.deleteOldDeclarations },
]

const attachments: readonly AttachmentOwner[] = [
  {
    kind: CLAIM_PIECES,
    rules: CLAIM_PIECE_RULES,
    mayRead: async (db, visitor, claimId) => {
      if (!visitor) return false
      if (holds(visitor, READERS)) return true
      return (await store.findClaim(db, claimId))?.personId === (visitor.actingFor?.personId ?? visitor.personId)
    },
    listExisting: store.listExistingClaims,
  },
  {
    kind: PICTURE,
    rules: PICTURE_RULES,
    mayRead: async (db, visitor, pictureId) => {
      const picture = await store.findPicture(db, pictureId)
      if (!picture || picture.isShown) return picture !== undefined
      if (!visitor) return false
      const personId = visitor.actingFor?.personId ?? visitor.personId
      return holds(visitor, READERS) || (await store.isMember(db, picture.structureId, personId))
    },
    listExisting: store.listExistingPictures,
  },
]

/** What claims give to the pages of others. */
export const claimContribution: Pick<
  Contribution,
  'notices' | 'personalData' | 'purges' | 'attachments' | 'space' | 'exportPerson' | 'erasePerson'
> = {
  notices: [OWN_PAGE],
  personalData: KINDS,
  purges,
  attachments,
  space: async (db, personId) => {
    const claims = await store.listClaimsBy(db, personId)
    return {
      title: 'Annuaire',
      waiting: claims
        .filter(({ state }) => state === 'asked' || state === 'code-sent')
        .map(({ slug, title }) => ({ label: shownName(title), href: `/annuaire/${slug}/revendiquer`, until: null })),
      history: claims.map(({ slug, title, askedAt }) => ({
        label: `Demande de tenir la page : ${shownName(title)}`,
        href: `/annuaire/${slug}/revendiquer`,
        at: askedAt,
      })),
      links: [{ label: 'Mes structures', href: '/mon-espace/annuaire' }],
    }
  },
  exportPerson: async (db, personId) => {
    const [claims, texts, declarations, reports] = [
      await store.listClaimsBy(db, personId),
      await store.listTextsBy(db, personId),
      await store.listDeclarationsBy(db, personId),
      await store.listReportsFrom(db, await listOwnAddresses(db, personId)),
    ]
    return {
      ...(claims.length > 0
        ? {
            'Pages de structures demandées': claims.map((claim) => ({
              Structure: claim.title,
              Fonction: claim.duty,
              Message: claim.words,
              Adresse: claim.address,
              Domaine: claim.domain,
              État: claim.state,
              Réponse: claim.reason,
              Le: claim.askedAt,
            })),
          }
        : {}),
      ...(texts.length > 0
        ? {
            'Textes de structures': texts.map(({ title, savedAt, content, state }) => ({
              Structure: title,
              Le: savedAt,
              Texte: content,
              État: state,
            })),
          }
        : {}),
      ...(declarations.length > 0
        ? {
            'Structures déclarées': declarations.map(({ title, purpose, state, askedAt }) => ({
              Nom: title,
              Objet: purpose,
              État: state,
              Le: askedAt,
            })),
          }
        : {}),
      ...(reports.length > 0
        ? {
            'Signalements sur l’annuaire': reports.map(({ reference, body, email, answer, receivedAt }) => ({
              Référence: reference,
              Message: body,
              Adresse: email,
              Réponse: answer,
              Le: receivedAt,
            })),
          }
        : {}),
    }
  },
  erasePerson: async (transaction, personId) => {
    const addresses = await listOwnAddresses(transaction, personId)
    const reports = await store.forgetReports(transaction, addresses)
    const { claims, texts } = await store.forgetPerson(transaction, personId)
    return [
      ...(claims > 0n ? ['Vous ne tenez plus la page d’aucune structure.'] : []),
      ...(texts > 0n
        ? ['Vos brouillons sont effacés ; les textes publics des structures restent, sans votre nom.']
        : []),
      ...(reports > 0n ? ['Vos signalements sur l’annuaire ne portent plus vos mots ni votre adresse.'] : []),
    ]
  },
}
