import type { PlacePart } from '#platform/context'
import { FigureWithSource } from '#ui/figure'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Page, type SiteFrame } from '#ui/page'
import { type Atlas, byName, communesOf, sumOfPopulations } from '../atlas/index.ts'
import { type Commune, cantonLabel, type Epci, slugOf } from '../model.ts'
import { CloseUp, Figures, Inhabitants, PlaceParts, Places, sourceLine, sourceOf } from './parts.tsx'

type CommuneProps = { readonly site: SiteFrame; readonly atlas: Atlas; readonly commune: Commune }

/** `/territoire/arras-62041`: where it is, how many live there, what is around. */
export function CommunePage(props: CommuneProps & { readonly parts: readonly PlacePart[] }) {
  const { site, atlas, commune, parts } = props
  const epci = commune.epciCode === null ? undefined : atlas.epciByCode.get(commune.epciCode)
  const neighbours = (atlas.drawings().communeNeighbours.get(commune.code) ?? [])
    .map((code) => atlas.communeByCode.get(code)!)
    .sort(byName)
  const figures = atlas.figures.filter(({ place }) => place === commune.code)
  return (
    <Page
      site={site}
      path={`/territoire/${slugOf(commune)}`}
      title={commune.name}
      description={`${commune.name} (${commune.postcodes.join(', ')}), ${formatCount(commune.population, 'habitant', 'habitants')}${epci ? `, dans ${epci.name}` : ''}.`}
      current="/territoire"
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Le territoire', href: '/territoire' },
        ...(epci ? [{ label: epci.name, href: `/territoire/${slugOf(epci)}` }] : []),
      ]}
    >
      <PageHeader
        kicker={`Commune · ${site.territoryName}`}
        title={commune.name}
        lead={
          epci &&
          `Une des ${formatCount(epci.communeCount, 'commune', 'communes')} de ${/^C[ACU] /.test(epci.name) ? 'la ' : ''}${epci.name}.`
        }
      />
      <Section id="habitants" title="Qui y vit">
        <div class="home-figures">
          <Inhabitants
            count={commune.population}
            label="Population municipale : les personnes qui y vivent"
            source={atlas.sources.population}
            nature="cited"
          />
          {epci && <Part atlas={atlas} commune={commune} epci={epci} />}
        </div>
        <Figures figures={figures} />
      </Section>
      <Place atlas={atlas} commune={commune} epci={epci} />
      <PlaceParts parts={parts} />
      {neighbours.length > 0 && (
        <Section
          id="voisines"
          title="Les communes voisines"
          lead={`Celles qui touchent ${commune.name}, sur ce territoire.`}
        >
          <Places places={neighbours} />
        </Section>
      )}
    </Page>
  )
}

// Part and whole from one source: the population the EPCI tells of itself is often of another year.
function Part({ atlas, commune, epci }: Omit<CommuneProps, 'site'> & { readonly epci: Epci }) {
  const share = (100 * commune.population) / sumOfPopulations(communesOf(atlas, epci.code))
  return (
    <FigureWithSource
      value={share < 10 ? share.toFixed(1).replace('.', ',') : share.toFixed(0)}
      unit="%"
      label={`Sa part des habitants de ${epci.name}, sur ce territoire`}
      source={{ ...sourceOf(atlas.sources.population), status: 'computed' }}
    />
  )
}

function Place({ atlas, commune, epci }: Omit<CommuneProps, 'site'> & { readonly epci: Epci | undefined }) {
  return (
    <Section id="reperes" title="Où elle est">
      <div class="map-pair">
        <div class="map-frame">
          <CloseUp
            atlas={atlas}
            epciCode={commune.epciCode ?? ''}
            here={commune.code}
            title={epci ? `Carte : ${commune.name} parmi les communes de ${epci.name}` : `Carte : ${commune.name}`}
          />
          <p class="source">{sourceLine('Contours', atlas.sources.shapes)}</p>
        </div>
        <div>
          <Facts facts={factsOf(atlas, commune)} />
          <p class="source">{sourceLine('Repères', atlas.sources.communes)}</p>
        </div>
      </div>
    </Section>
  )
}

function factsOf(atlas: Atlas, commune: Commune) {
  const epci = commune.epciCode === null ? undefined : atlas.epciByCode.get(commune.epciCode)
  const others = atlas.aliases.filter(({ communeCode }) => communeCode === commune.code)
  const named = (kind: 'former' | 'usual') => others.filter((alias) => alias.kind === kind).map(({ name }) => name)
  const facts = [
    { label: 'Groupement de communes', value: epci && <a href={`/territoire/${slugOf(epci)}`}>{epci.name}</a> },
    { label: 'Code postal', value: commune.postcodes.join(' et ') },
    { label: 'Canton', value: cantonLabel(commune) },
    { label: 'Territoire d’action', value: commune.actionTerritory },
    { label: 'Arrondis\u00adsement', value: commune.arrondissementName },
    { label: 'Réunit aussi', value: named('former').join(', ') },
    { label: 'Appelée aussi', value: named('usual').join(', ') },
    { label: 'Code Insee', value: commune.code },
  ]
  return facts.filter((fact): fact is typeof fact & { value: NonNullable<typeof fact.value> } => Boolean(fact.value))
}
