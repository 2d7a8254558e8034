import type { Invented } from './structures.ts'

/** One of each kind a page must tell apart: with a point, drawn by lot, protected, closed, out of the ESS, withdrawn. */
export const EXAMPLES: readonly Invented[] = [
  {
    slug: 'emmaus-artois',
    title: 'EMMAÜS ARTOIS',
    searchKey: 'emmaus artois',
    siren: '732829320',
    naf: '47.79Z',
    band: '12',
    isFictitious: false,
    marks: [['conventionnement', 'siae-aci']],
    places: [{ siret: '73282932000074', commune: '62041', point: [2.7663, 50.2899], street: '3 rue du Test' }],
  },
  {
    slug: 'les-p-tits-loups',
    title: 'LES P’TITS LOUPS',
    searchKey: 'les p tits loups',
    siren: '356000000',
    naf: '88.91A',
    commune: '62119',
    places: [{ siret: '35600000000048', commune: '62119', quality: '33' }],
  },
  {
    slug: 'cachee',
    title: 'LA MAISON CACHÉE',
    searchKey: 'la maison cachee',
    siren: '552100554',
    isHidden: true,
    commune: '62119',
    places: [{ siret: '55210055400013', commune: '62119' }],
  },
  {
    slug: 'menuiserie',
    title: '=MENUISERIE',
    searchKey: 'menuiserie',
    rna: 'W629000009',
    family: 'cooperative',
    commune: '62160',
  },
  { slug: 'fermee', title: 'FERMÉE', searchKey: 'fermee', rna: 'W629000010', state: 'ceased' },
  { slug: 'hors', title: 'HORS ESS', searchKey: 'hors ess', rna: 'W629000011', family: null },
  { slug: 'retiree', title: '', searchKey: '', rna: 'W629000012', state: 'withdrawn' },
]
