import { Disclosure, Questions } from '#ui/disclosure'
import { Breadcrumb } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import { PersonChip } from '#ui/person'
import { Tabs } from '#ui/tabs'
import { CodeBlock, Definitions, Quote } from '#ui/text'
import type { Family } from '../specimen.tsx'

/** What the platform says, and how a text is laid out. */
export const MESSAGES: Family = {
  slug: 'messages',
  title: 'Dire',
  lead: 'Messages, places vides, citations, repères. Une phrase dit ce qui se passe et quoi faire.',
  icon: 'quote',
  specimens: [
    {
      id: 'messages',
      title: 'Messages',
      lead: 'Peu nombreux, sinon personne ne les lit. Après un geste, la page suivante dit ce qui vient d’être fait.',
      states: [
        {
          name: 'À savoir',
          sample: (
            <Notice kind="info" title="Votre vote est consultatif.">
              <p>Les subventions sont attribuées par la commission permanente du Département.</p>
            </Notice>
          ),
        },
        {
          name: 'C’est fait',
          sample: (
            <Notice kind="success" title="Votre idée est enregistrée.">
              <p>Nous vous écrirons avant le 12 mars.</p>
            </Notice>
          ),
        },
        {
          name: 'Attention',
          sample: (
            <Notice kind="warning" title="Le dépôt ferme demain à 18 h.">
              <p>Il vous reste deux pièces à joindre.</p>
            </Notice>
          ),
        },
        {
          name: 'Refus',
          sample: (
            <Notice kind="error" title="Ce code n’est plus valable.">
              <p>Il a plus de 30 minutes. Demandez-en un autre : il arrive tout de suite.</p>
            </Notice>
          ),
        },
      ],
    },
    {
      id: 'vide',
      title: 'Place vide',
      lead: 'Elle dit ce qui viendra ici, et quoi faire en attendant.',
      states: [
        {
          name: 'Avec un chemin',
          sample: (
            <EmptyState
              title="Aucune collecte en cours."
              action={{ label: 'Voir celles qui ont réussi', href: '#vide' }}
            >
              <p>La prochaine ouvre en septembre.</p>
            </EmptyState>
          ),
        },
      ],
    },
    {
      id: 'plis',
      title: 'Plis et onglets',
      lead: 'Un pli garde ce qu’on peut sauter ; il s’imprime ouvert. Un onglet est une page, avec son adresse.',
      states: [
        {
          name: 'Un pli',
          sample: (
            <Disclosure summary="Pour les curieux : comment on compte">
              <p>Chaque bulletin donne la même part de l’enveloppe.</p>
            </Disclosure>
          ),
        },
        {
          name: 'Questions, une ouverte à la fois',
          sample: (
            <Questions
              name="aide"
              questions={[
                {
                  question: 'Qui peut voter ?',
                  answer: <p>Toute personne de 11 ans ou plus qui habite le territoire.</p>,
                },
                { question: 'Puis-je changer d’avis ?', answer: <p>Oui, jusqu’à la fin du vote.</p> },
              ]}
            />
          ),
        },
        {
          name: 'Onglets',
          sample: (
            <Tabs
              label="Demandes"
              current="#plis-faites"
              tabs={[
                { label: 'À lire', href: '#plis', count: 12 },
                { label: 'Lues', href: '#plis-faites', count: 31 },
                { label: 'Toutes', href: '#plis' },
              ]}
            />
          ),
        },
        {
          name: 'Fil d’Ariane',
          sample: (
            <Breadcrumb
              trail={[
                { label: 'Accueil', href: '#plis' },
                { label: 'Scrutins', href: '#plis' },
              ]}
              here="Budget citoyen 2026"
            />
          ),
        },
      ],
    },
    {
      id: 'textes',
      title: 'Citations, mots, personnes',
      lead: 'Qui parle, ce que veut dire un mot, ce qui se tape tel quel.',
      states: [
        {
          name: 'Citation',
          sample: (
            <Quote who="Une habitante d’Arras" when="atelier de mars">
              On a enfin un endroit pour réparer nos vélos
            </Quote>
          ),
        },
        {
          name: 'Définitions',
          sample: (
            <Definitions
              words={[
                { word: 'Comptoir à initiatives', meaning: 'Une rencontre où l’on vient avec une idée, même petite.' },
                { word: 'Label', meaning: 'Le signe qu’un projet peut être soumis au vote.' },
              ]}
            />
          ),
        },
        { name: 'Personne', sample: <PersonChip name="Léa Martin" what="agente, mission ESS" /> },
        { name: 'À taper', sample: <CodeBlock label="Vérifier un vote" text="filigrane verify budget-2026" /> },
      ],
    },
  ],
}
