import { formatCount } from '#ui/format'
import { Section } from '#ui/heading'
import type { Atlas } from '../map/index.ts'
import { shownName } from '../names.ts'
import type { StoredEstablishment, StoredStructure } from '../store/index.ts'
import { Locator, pointsOf } from './locator.tsx'

type WhereProps = {
  readonly structure: StoredStructure
  readonly establishments: readonly StoredEstablishment[]
  readonly atlas: Atlas | undefined
}

/** Its addresses here, and where they are; neither point nor street for who is protected. */
export function Where(props: WhereProps) {
  const { structure, establishments, atlas } = props
  const open = establishments.filter(({ state }) => state === 'active')
  if (structure.communeCode === null) return null
  const points = pointsOf(open)
  return (
    <Section
      id="ou"
      title="Où elle est"
      lead={open.length > 1 ? formatCount(open.length, 'adresse', 'adresses') : undefined}
    >
      <div class="map-pair">
        <div>
          {structure.isPartlyDiffused && (
            <p>Cette structure a demandé à l’Insee de protéger son adresse : nous montrons sa commune, sans point.</p>
          )}
          {open.length === 0 && <p>{communeOf(props)}</p>}
          <ul class="directory-places">
            {open.slice(0, MOST_PLACES).map((each) => (
              <li>
                <PlaceLine establishment={each} atlas={atlas} isOnly={open.length === 1} />
              </li>
            ))}
          </ul>
          {open.length > MOST_PLACES && (
            <p>Et {formatCount(open.length - MOST_PLACES, 'autre adresse', 'autres adresses')} sur ce territoire.</p>
          )}
        </div>
        {atlas && (
          <div class="map-frame">
            <Locator atlas={atlas} communeCode={structure.communeCode} points={points} />
            <p class="source">
              {points.length > 0
                ? 'Points : Insee, géolocalisation des établissements.'
                : 'Sans point : son adresse n’est pas connue assez bien, ou elle est protégée.'}{' '}
              Contours : {atlas.sources.shapes.producer}, {atlas.sources.shapes.vintage}.
            </p>
          </div>
        )}
      </div>
    </Section>
  )
}

const MOST_PLACES = 20

function PlaceLine(props: {
  readonly establishment: StoredEstablishment
  readonly atlas: Atlas | undefined
  readonly isOnly: boolean
}) {
  const { sign, street, postcode, communeCode, isSeat, siret } = props.establishment
  const commune = props.atlas?.communeByCode.get(communeCode)?.name ?? communeCode
  const town = [postcode, commune].filter(Boolean).join(' ')
  return (
    <>
      {sign && <strong>{shownName(sign)}</strong>}
      <span>{[street, town].filter(Boolean).join(', ')}</span>
      <small>
        {isSeat && !props.isOnly ? 'Siège, ' : ''}SIRET{' '}
        {siret.replace(/(\d{3})(\d{3})(\d{3})(\d{5})/, '$1\u202f$2\u202f$3\u202f$4')}
      </small>
    </>
  )
}

/** The name of the commune it is in. */
export function communeOf({ structure, atlas }: Pick<WhereProps, 'structure' | 'atlas'>): string | undefined {
  return structure.communeCode === null ? undefined : atlas?.communeByCode.get(structure.communeCode)?.name
}
