import { csvLine } from '#kernel/tabular'
import { FREQUENCIES, LICENCES, type Publisher, type ShownDataset } from '../model.ts'

/** What a catalogue says of itself. */
export type CatalogueFacts = {
  readonly publisher: Publisher
  readonly territory: string
  /** Public address of the site, without a final slash. */
  readonly url: string
  readonly email: string | null
}

const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

const AUTHORITY = 'http://publications.europa.eu/resource/authority'

/**
 * The catalogue in DCAT-AP 3: every property it requires (title, description and publisher of the catalogue, title and
 * description of a dataset, accessURL of a distribution), and those it recommends that are known here.
 *
 * @see https://semiceu.github.io/DCAT-AP/releases/3.0.0/
 */
export function dcatOf(shown: readonly ShownDataset[], facts: CatalogueFacts): object {
  const { url, territory, publisher } = facts
  return {
    '@context': CONTEXT,
    '@id': `${url}/donnees`,
    '@type': 'dcat:Catalog',
    'dct:title': french(`Données ouvertes : ${territory}`),
    'dct:description': french(
      'Les données publiques de la politique de l’économie sociale et solidaire du territoire.',
    ),
    'dct:publisher': agentOf(publisher, url),
    'dct:language': { '@id': `${AUTHORITY}/language/FRA` },
    'foaf:homepage': { '@id': `${url}/donnees` },
    'dct:license': { '@id': LICENCES['Licence Ouverte 2.0'].url },
    'dcat:dataset': shown.filter(isReady).map((each) => datasetOf(each, facts)),
  }
}

function datasetOf({ dataset, changedAt }: ShownDataset, { url, publisher, email }: CatalogueFacts): object {
  const page = `${url}/donnees/${dataset.slug}`
  return {
    '@id': page,
    '@type': 'dcat:Dataset',
    'dct:identifier': page,
    'dct:title': french(dataset.title),
    'dct:description': french(dataset.description),
    'dct:publisher': agentOf(dataset.producer === null ? publisher : { name: dataset.producer, siret: null }, url),
    'dcat:keyword': dataset.keywords.map(french),
    'dcat:theme': { '@id': `${AUTHORITY}/data-theme/SOCI` },
    'dct:accrualPeriodicity': { '@id': `${AUTHORITY}/frequency/${FREQUENCIES[dataset.frequency].eu}` },
    'dcat:landingPage': { '@id': page },
    ...(changedAt && { 'dct:modified': { '@type': 'xsd:dateTime', '@value': changedAt.toISOString() } }),
    ...(email !== null && {
      'dcat:contactPoint': { '@type': 'vcard:Organization', 'vcard:hasEmail': { '@id': `mailto:${email}` } },
    }),
    'dcat:distribution': (['csv', 'json'] as const).map((format) => ({
      '@id': `${page}.${format}`,
      '@type': 'dcat:Distribution',
      'dct:title': french(`${dataset.title} (${format.toUpperCase()})`),
      'dcat:accessURL': { '@id': page },
      'dcat:downloadURL': { '@id': `${page}.${format}` },
      'dct:format': { '@id': `${AUTHORITY}/file-type/${format.toUpperCase()}` },
      'dct:license': { '@id': LICENCES[dataset.licence].url },
    })),
  }
}

/** The columns of the SCDL « catalogue » 0.1.3. */
export const CATALOGUE_COLUMNS =
  'COLL_NOM COLL_SIRET ID TITRE DESCRIPTION THEME PRODUCTEUR_NOM PRODUCTEUR_SIRET COUV_SPAT_MAILLE COUV_SPAT_NOM COUV_TEMP_DEBUT COUV_TEMP_FIN DATE_PUBL FREQ_MAJ DATE_MAJ MOTS_CLES LICENCE NOMBRE_RESSOURCES FORMAT_RESSOURCES URL'.split(
    ' ',
  )

/**
 * The catalogue as the SCDL asks for it. A dataset is what it is on the day it last changed: that day is what it covers.
 *
 * @returns  undefined while the authority has told no SIRET
 */
export function scdlCatalogue(shown: readonly ShownDataset[], facts: CatalogueFacts): string | undefined {
  const { publisher, territory, url } = facts
  const { siret } = publisher
  if (siret === null) return undefined
  const lines = shown.filter(isReady).flatMap(({ dataset, changedAt }) => {
    const day = changedAt?.toISOString().slice(0, 10)
    if (day === undefined) return []
    return [
      csvLine([
        publisher.name,
        siret,
        dataset.slug,
        dataset.title,
        dataset.description,
        'Économie sociale et solidaire',
        publisher.name,
        siret,
        'Départementale',
        territory,
        day,
        day,
        day,
        FREQUENCIES[dataset.frequency].scdl,
        day,
        dataset.keywords.join(';'),
        LICENCES[dataset.licence].scdl,
        '2',
        'CSV;JSON',
        `${url}/donnees/${dataset.slug}`,
      ]),
    ]
  })
  return [csvLine(CATALOGUE_COLUMNS), ...lines].join('')
}

function agentOf({ name, siret }: Publisher, url: string): object {
  return {
    '@id':
      siret === null ? `${url}/mentions-legales` : `https://annuaire-entreprises.data.gouv.fr/etablissement/${siret}`,
    '@type': 'foaf:Organization',
    'foaf:name': french(name),
  }
}

function isReady({ obstacle }: ShownDataset): boolean {
  return obstacle === undefined
}

function french(text: string): object {
  return { '@language': 'fr', '@value': text }
}
