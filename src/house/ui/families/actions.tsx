import { Button, ButtonLink, ClosedButton, IconLink } from '#ui/action'
import { Badge, badgeKinds } from '#ui/badge'
import { Dialog } from '#ui/dialog'
import { Menu } from '#ui/disclosure'
import type { Family } from '../specimen.tsx'

/** What one taps, and the states things are in. */
export const ACTIONS: Family = {
  slug: 'actions',
  title: 'Agir',
  lead: 'Boutons, liens, menus, questions et états. Un seul geste principal par écran ; le verbe dit ce qui va se passer.',
  icon: 'enter',
  specimens: [
    {
      id: 'boutons',
      isSmall: true,
      title: 'Boutons',
      lead: 'Un bouton fait quelque chose. Le plein est le geste attendu ; les autres restent calmes.',
      states: [
        { name: 'Principal', sample: <Button>Déposer mon idée</Button> },
        { name: 'Principal, au clavier', focus: true, sample: <Button>Déposer mon idée</Button> },
        { name: 'Calme', sample: <Button weight="quiet">Enregistrer le brouillon</Button> },
        {
          name: 'Sans retour possible',
          sample: (
            <Button weight="danger" icon="trash">
              Effacer mon compte
            </Button>
          ),
        },
        { name: 'Comme un lien', sample: <Button weight="plain">Renvoyer un code</Button> },
        { name: 'En cours', sample: <Button pending>Envoi de votre dossier…</Button> },
        {
          name: 'Fermé, avec sa raison',
          sample: (
            <ClosedButton id="raison-vote" reason="Le vote ouvre le 4 mai à 9 h.">
              Voter pour ce projet
            </ClosedButton>
          ),
        },
        {
          name: 'Texte long',
          sample: <Button>Demander le label du budget citoyen pour mon projet de jardin partagé</Button>,
        },
      ],
    },
    {
      id: 'liens',
      isSmall: true,
      title: 'Liens',
      lead: 'Un lien mène ailleurs. Son dessin répète ce que disent ses mots.',
      states: [
        { name: 'Qui ressemble à un geste', sample: <ButtonLink href="#liens">Voir les projets</ButtonLink> },
        {
          name: 'Avec un dessin',
          sample: (
            <IconLink href="#liens" icon="phone">
              03 00 00 00 00
            </IconLink>
          ),
        },
        {
          name: 'Vers un autre site',
          sample: (
            <IconLink href="#liens" icon="away" away>
              Règlement sur le site du Département
            </IconLink>
          ),
        },
      ],
    },
    {
      id: 'menus',
      title: 'Menus',
      lead: 'Quand les chemins sont trop nombreux pour tenir côte à côte. Il s’ouvre sans script.',
      states: [
        {
          name: 'Fermé ; touchez-le pour l’ouvrir',
          sample: (
            <Menu
              label="Autres gestes"
              items={[
                { label: 'Imprimer la fiche', href: '#menus', icon: 'print' },
                { label: 'Copier l’adresse', href: '#menus', icon: 'copy' },
                { label: 'Signaler une erreur', href: '#menus', icon: 'flag' },
              ]}
            />
          ),
        },
      ],
    },
    {
      id: 'questions',
      title: 'Question au-dessus de la page',
      lead: 'Pour confirmer sans changer de page. Un navigateur qui ne sait pas l’ouvrir mène à une page qui pose la même question.',
      states: [
        {
          name: 'Confirmer',
          sample: (
            <Dialog
              id="retirer"
              label="Retirer ma demande"
              weight="danger"
              title="Retirer votre demande ?"
              href="#questions"
            >
              <p>Votre dossier redevient un brouillon. Vous pourrez le déposer de nouveau jusqu’au 20 mai.</p>
              <ButtonLink href="#questions" weight="danger">
                Oui, la retirer
              </ButtonLink>
            </Dialog>
          ),
        },
      ],
    },
    {
      id: 'etats',
      isSmall: true,
      title: 'États',
      lead: 'Un mot, une forme, puis une couleur : « proposé » n’est jamais pris pour « décidé ».',
      states: badgeKinds().map((kind) => ({ name: kind, sample: <Badge kind={kind} /> })),
    },
  ],
}
