import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Contributions, Settings } from '#platform/context'
import { assetsFrom, type SiteFrame } from '#ui/page'
import { drawWatermark } from '#ui/watermark'

/**
 * What every page has around it: the territory's name, the menu that the modules declare, the built files.
 *
 * @param build  folder of the build, which holds `manifest.json`
 */
export function siteFrame(build: string, settings: Settings, contributions: Contributions): SiteFrame {
  const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8')) as Record<string, string>
  const navigation = contributions.flatMap((each) => each.navigation ?? [])
  return {
    ...settings,
    assets: assetsFrom(manifest),
    watermark: drawWatermark(settings.territoryName),
    navigation,
    footer: {
      mention: `${settings.serviceName}, plateforme libre pour l’économie sociale et solidaire. Territoire : ${settings.territoryName}.`,
      columns: [
        { title: 'Pages', links: [{ label: 'Accueil', href: '/' }, ...navigation] },
        {
          title: 'Données ouvertes',
          links: [
            { label: 'Scrutins en JSON', href: '/api/v1/scrutins' },
            { label: 'Description de l’interface (OpenAPI)', href: '/api/openapi.json' },
          ],
        },
      ],
    },
  }
}
