import type { HomeMap, HomeNow, HomePart, SourcedFigure } from '#platform/context'
import { ButtonLink } from '#ui/action'
import { FigureWithSource } from '#ui/figure'
import { Section } from '#ui/heading'
import { EntryList, SearchField } from '#ui/list'
import { EmptyState } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'

export type HomeProps = {
  readonly site: SiteFrame
  readonly parts: readonly HomePart[]
  readonly map: HomeMap | undefined
}

/** `/`: what is happening, what it is worth, what to tap; then the figures, the map and each subject. */
export function HomePage({ site, parts, map }: HomeProps) {
  const figures = parts.flatMap((part) => part.figures ?? [])
  return (
    <Page
      site={site}
      path="/"
      title={site.serviceName}
      description={`L’économie sociale et solidaire dans le territoire ${site.territoryName} : voter, comprendre, vérifier.`}
    >
      <Opening site={site} now={parts.find((part) => part.now !== undefined)?.now} />
      {parts.length === 0 && (
        <EmptyState title="Rien n’est encore publié.">
          <p>Les premiers scrutins paraîtront ici.</p>
        </EmptyState>
      )}
      {figures.length > 0 && <Figures figures={figures} />}
      {map && <TerritoryMap map={map} />}
      {parts.map((part, index) => (
        <Part part={part} id={`partie-${index + 1}`} />
      ))}
      <Further parts={parts.filter(({ entries }) => entries.length === 0)} />
    </Page>
  )
}

function Opening({ site, now }: { readonly site: SiteFrame; readonly now: HomeNow | undefined }) {
  return (
    <div class="home-opening">
      <header class="home-title">
        <p class="kicker">{site.territoryName}</p>
        <h1>L’argent des projets solidaires, en clair</h1>
        <p class="lead">
          Qui a gagné, combien, par quelle règle : chaque résultat montre son calcul, et vous pouvez le refaire.
        </p>
      </header>
      {now && <Now now={now} />}
      <div class="home-search">
        <SearchField
          action="/recherche"
          label="Que cherchez-vous ?"
          hint="Une commune, un vote, un projet. Les accents ne comptent pas."
        />
      </div>
    </div>
  )
}

function Now({ now }: { readonly now: HomeNow }) {
  return (
    <section class="home-now" aria-labelledby="en-ce-moment">
      <p class="home-now-kicker">{now.kicker}</p>
      <h2 id="en-ce-moment">{now.title}</h2>
      <p class="home-now-worth">{now.worth}</p>
      <p>
        <ButtonLink href={now.action.href}>{now.action.label}</ButtonLink>
      </p>
    </section>
  )
}

function Figures({ figures }: { readonly figures: readonly SourcedFigure[] }) {
  return (
    <Section id="chiffres" title="En chiffres" lead="Chaque chiffre dit d’où il vient.">
      <div class="home-figures">
        {figures.map((figure) => (
          <FigureWithSource
            value={figure.value}
            unit={figure.unit}
            label={figure.label}
            source={{
              producer: figure.producer,
              status: figure.nature,
              date: figure.vintage,
              scope: [figure.scope, figure.note].filter(Boolean).join(' '),
              url: figure.url ?? undefined,
              licence: figure.licence ?? undefined,
            }}
          />
        ))}
      </div>
    </Section>
  )
}

function TerritoryMap({ map }: { readonly map: HomeMap }) {
  return (
    <Section id="carte" title={map.title} lead={map.lead}>
      <div class="home-map">
        <nav aria-label="Carte : choisir un endroit">
          <svg viewBox={map.viewBox}>
            <title>{map.title}</title>
            {map.shapes.map((shape) => (
              <a href={shape.href} aria-label={shape.label}>
                <path d={shape.path}>
                  <title>{shape.label}</title>
                </path>
              </a>
            ))}
          </svg>
        </nav>
        <p class="source">{map.source}</p>
        <p>
          <ButtonLink href={map.more.href} weight="quiet">
            {map.more.label}
          </ButtonLink>
        </p>
      </div>
    </Section>
  )
}

function Part({ part, id }: { readonly part: HomePart; readonly id: string }) {
  if (part.entries.length === 0) return null
  return (
    <Section id={id} title={part.title} lead={part.lead}>
      <EntryList
        level={3}
        entries={part.entries.map((entry) => ({ ...entry, facts: [{ label: 'Source', value: entry.source }] }))}
      />
      <p>
        <ButtonLink href={part.more.href} weight="quiet">
          {part.more.label}
        </ButtonLink>
      </p>
    </Section>
  )
}

/** Subjects with nothing to open one by one: their own page tells the rest. */
function Further({ parts }: { readonly parts: readonly HomePart[] }) {
  if (parts.length === 0) return null
  return (
    <Section id="sujets" title="Aller plus loin">
      <EntryList
        level={3}
        entries={parts.map(({ title, lead, more }) => ({ href: more.href, title, kicker: more.label, lead }))}
      />
    </Section>
  )
}
