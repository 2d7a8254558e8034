import { formatRatio } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Icon, iconNames } from '#ui/icon'
import { contrastsOf, type Pair, type Palette, readPalette } from '#ui/palette'
import { DataTable } from '#ui/table'
import { VoiceRules } from './voice.tsx'

/** `/ui/bases`: what every component is drawn with. */
export function Foundations() {
  const palette = readPalette()
  return (
    <>
      <PageHeader
        kicker="Catalogue"
        title="Les bases"
        lead="Un papier, une encre, un fil. Trois couleurs prises au pays, chacune avec un travail : opale pour agir, brique pour l’urgent ou le refusé, or pour le gagné ou le nouveau."
      />
      <Section
        id="couleurs"
        title="Couleurs"
        lead="À gauche le jour, à droite la nuit : une encre de nuit, pas un gris retourné."
      >
        <Swatches palette={palette} />
      </Section>
      <Section
        id="contrastes"
        title="Contrastes"
        lead="Mesurés ici même. Un texte se lit à 7 au moins, un trait se voit à 3 au moins ; un essai automatique les tient."
      >
        <Contrasts palette={palette} />
      </Section>
      <Section
        id="lettres"
        title="Lettres"
        lead="Bricolage Grotesque pour les titres, Atkinson Hyperlegible Next pour lire et compter."
      >
        <TypeScale />
      </Section>
      <Section id="espaces" title="Espaces" lead="Peu de pas, toujours les mêmes. Une cible fait 44 pixels au moins.">
        <Spaces />
      </Section>
      <Section id="dessins" title="Dessins" lead="Un seul trait, jamais sans mots à côté : ici, leur nom.">
        <ul class="icon-sheet">
          {iconNames().map((name) => (
            <li>
              <Icon name={name} /> {name}
            </li>
          ))}
        </ul>
      </Section>
      <Section id="voix" title="La voix" lead="On parle à quelqu’un, simplement. Onze ans suffisent pour comprendre.">
        <VoiceRules />
      </Section>
    </>
  )
}

// A colour is given as an attribute of the drawing: pages hold no style.
function Swatches({ palette }: { readonly palette: Palette }) {
  return (
    <ul class="swatches">
      {[...palette.light].map(([name, day]) => {
        const night = palette.dark.get(name) ?? day
        return (
          <li>
            <svg class="swatch-pair" width="100%" height="64" aria-hidden="true" focusable="false">
              <rect width="50%" height="64" fill={day} />
              <rect x="50%" width="50%" height="64" fill={night} />
            </svg>
            <strong>{name}</strong>
            <br />
            <code>{day}</code> <code>{night}</code>
          </li>
        )
      })}
    </ul>
  )
}

function Contrasts({ palette }: { readonly palette: Palette }) {
  return (
    <DataTable<Pair>
      caption="Contraste de chaque encre sur chaque papier"
      captionHidden
      rows={palette.pairs}
      columns={[
        { header: 'Encre sur papier', namesRow: true, cell: ({ ink, paper }) => `${ink} sur ${paper}` },
        { header: 'Au moins', align: 'end', cell: ({ least }) => twoDigits(least) },
        { header: 'Le jour', align: 'end', cell: (pair) => twoDigits(contrastsOf(palette, pair).day) },
        { header: 'La nuit', align: 'end', cell: (pair) => twoDigits(contrastsOf(palette, pair).night) },
      ]}
    />
  )
}

// Rounded down: a contrast just under its limit is never shown as reaching it.
function twoDigits(contrast: number): string {
  return formatRatio(BigInt(Math.floor(contrast * 100)), 100n, 2)
}

function TypeScale() {
  return (
    <div class="type-scale">
      {SIZES.map(({ look, name }) => (
        <p class={look}>{name}</p>
      ))}
      <p>Chiffres alignés : 0123456789, 1 234 567,89 €, 98,7 %, « guillemets » et l’apostrophe.</p>
    </div>
  )
}

const SIZES = [
  { look: 'type-poster', name: 'Affiche' },
  { look: 'type-h1', name: 'Titre de page' },
  { look: 'type-h2', name: 'Titre de partie' },
  { look: 'type-h3', name: 'Titre de fiche' },
  { look: 'lead', name: 'Chapeau : ce qu’un lecteur pressé doit savoir.' },
  {
    look: 'type-text',
    name: 'Texte courant : des phrases courtes, quarante signes de trop valent une phrase de plus.',
  },
  { look: 'type-small', name: 'Petit texte : sources, aides, dates.' },
] as const

function Spaces() {
  return (
    <ul class="swatches spaces">
      {SPACES.map(({ name, pixels }) => (
        <li>
          <svg width={pixels} height="24" aria-hidden="true" focusable="false">
            <rect class="space-bar" width={pixels} height="24" />
          </svg>
          {name}, {pixels} px
        </li>
      ))}
    </ul>
  )
}

const SPACES = [
  { name: 'gap-1', pixels: 8 },
  { name: 'gap-2', pixels: 16 },
  { name: 'gap-3', pixels: 24 },
  { name: 'touch', pixels: 44 },
  { name: 'gap-4, jusqu’à', pixels: 48 },
  { name: 'gap-5, jusqu’à', pixels: 96 },
] as const
