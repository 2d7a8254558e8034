import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawOutlines, logoPath, themePath } from '#modules/territory'
import type { Context, Place } from '#platform/context'
import { assetsFrom, type SiteFrame } from '#ui/page'
import { WATERMARK_SHEET } from '#ui/watermark'
import { levelOf } from './house/legal/level.ts'

/** What the installation tells of itself, beside the territory's settings. */
export type Installation = {
  /** Public address, without a final slash. */
  readonly url: string
  readonly isDemonstration: boolean
  /** TopoJSON of the territory: the motif behind the headers is drawn from it. */
  readonly shapes: string
}

/**
 * What every page has around it: the territory's name, the menu that the modules declare, the built files. Settings are
 * read each time: an agent may change them while the service runs.
 *
 * @param build  folder of the build, which holds `manifest.json`
 */
export function siteFrame(
  build: string,
  context: Pick<Context, 'settings' | 'contributions'>,
  { url, isDemonstration, shapes }: Installation,
): SiteFrame {
  const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8')) as Record<string, string>
  const navigation = context.contributions.flatMap((each) => each.navigation ?? [])
  const watermark = drawOutlines(shapes, WATERMARK_SHEET, HEAVIEST_WATERMARK)
  return {
    url,
    isDemonstration,
    navigation: navigation.filter(({ isTool }) => isTool !== true),
    watermark,
    assets: assetsFrom(manifest),
    get serviceName() {
      return context.settings.serviceName
    },
    get territoryName() {
      return context.settings.territoryName
    },
    get logo() {
      return logoPath(context.settings)
    },
    get theme() {
      return themePath(context.settings)
    },
    get contact() {
      return context.settings.contact
    },
    get accessibility() {
      return `Accessibilité : ${levelOf(context.settings)}`
    },
    get footer() {
      return footerOf(context.settings, navigation, this.accessibility)
    },
  }
}

/** Characters of path data: it is in every page. */
const HEAVIEST_WATERMARK = 6_000

function footerOf(settings: Context['settings'], navigation: readonly Place[], accessibility = ''): Footer {
  return {
    mention: `Plateforme libre de l’économie sociale et solidaire. Territoire : ${settings.territoryName}.`,
    columns: [
      { title: 'Pages', links: [{ label: 'Accueil', href: '/' }, ...navigation] },
      {
        title: 'Le site',
        links: [
          { label: 'Nous contacter', href: '/contact' },
          { label: accessibility, href: '/accessibilite' },
          { label: 'Mentions légales', href: '/mentions-legales' },
          { label: 'Données personnelles', href: '/donnees-personnelles' },
          { label: 'Plan du site', href: '/plan-du-site' },
        ],
      },
      {
        title: 'Données ouvertes',
        links: [
          { label: 'Scrutins en JSON', href: '/api/v1/scrutins' },
          { label: 'Description de l’interface (OpenAPI)', href: '/api/openapi.json' },
        ],
      },
    ],
  }
}

type Footer = SiteFrame['footer']
