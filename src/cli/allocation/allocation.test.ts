import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { allocateFile } from '../allocate.ts'
import { readWords, UsageError } from '../command.ts'
import { ALLOCATION_OPTIONS, readTerms } from './options.ts'
import { readProjects } from './table.ts'

const folder = mkdtempSync(join(tmpdir(), 'filigrane-allocate-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const TOWN = `\ufeffnuméro;nom;catégorie;territoire;votes;demandé;coût;tirage
P1;La roue tourne;Valeurs de l'ESS;Ternois;1 234;6 000;12000,50;1
P2;Jardin;innovation sociale;Artois;2345;"25 000,00 €";60000;2
P3;Café;COOPERATION;Artois;900;9000;9000;3
P4;Atelier;coopération;Boulonnais;100;9000;9500;4
`

describe('a table of projects', () => {
  test('is read exactly, with French titles, spaces between thousands and cents', () => {
    const read = readProjects(bytes(TOWN))
    const [first, second] = read.ok ? read.value.projects : []
    expect(first).toEqual({
      id: 'P1',
      name: 'La roue tourne',
      category: "Valeurs de l'ESS",
      territory: 'Ternois',
      votes: 1234n,
      requestedCents: 600_000n,
      costCents: 1_200_050n,
      lot: 1,
    })
    expect(second?.requestedCents).toBe(2_500_000n)
  })

  test('is read with commas, points and English titles too', () => {
    const read = readProjects(bytes('id,name,votes,requested,cost,colour\r\nA,"Un, deux",3,12.5,"1 000,25",blue\r\n'))
    expect(read.ok && read.value.projects[0]).toMatchObject({
      name: 'Un, deux',
      requestedCents: 1250n,
      costCents: 100_025n,
    })
    expect(read.ok && read.value.ignored).toEqual(['colour'])
  })

  const wrong: readonly [string, string, readonly string[]][] = [
    ['nothing', '', ['Le fichier ne contient aucun projet.']],
    ['titles alone', 'id;votes;demandé;coût\n', ['Le fichier ne contient aucun projet.']],
    ['a title missing', 'id;votes;demandé\nA;1;1\n', ['Ligne 1 : la colonne « coût » (cost) manque.']],
    ['a title twice', 'id;votes;voix;demandé;coût\nA;1;1;1;1\n', ['Ligne 1 : la colonne « voix » est là deux fois.']],
    [
      'several lines, all said, with their numbers in the file',
      'id;votes;demandé;coût\nA;-3;5;5\n\n;1;1;1\nB;1,5;1,250;x\n"C\nbis";1;;1\n',
      [
        'Ligne 2, votes (« -3 ») : un nombre négatif',
        'Ligne 4, numéro : il manque.',
        'Ligne 5, votes (« 1,5 ») : il faut un nombre entier.',
        'Ligne 5, demandé (« 1,250 ») : cela peut se lire de deux façons.',
        'Ligne 5, coût (« x ») : ce n’est pas un nombre',
        'Ligne 6, demandé : il manque.',
      ],
    ],
    [
      'a comma of decimals read as a separator',
      'id,votes,requested,cost\nA,1,1,50,9\n',
      ['Ligne 2 : il y a 5 cases et 4 titres.'],
    ],
    ['a line cut', 'id;votes;demandé;coût\nA;1\n', ['Ligne 2 : il y a 2 cases et 4 titres.']],
    ['a quotation mark left open', 'id;votes;demandé;coût\nA;1;"2;3\n', ['Ligne']],
    ['a workbook', 'PK\u0003\u0004', ['C’est un classeur.']],
  ]
  test.each(wrong)('%s', (_, text, beginnings) => {
    const read = readProjects(bytes(text))
    const sentences = read.ok ? [] : read.refusal.map(spaced)
    expect(sentences).toEqual(beginnings.map((beginning) => expect.stringContaining(beginning)))
  })

  test('in another alphabet table than UTF-8 is refused with what to do', () => {
    const read = readProjects(new Uint8Array([0x63, 0x6f, 0xfb, 0x74]))
    expect(read.ok ? '' : spaced(read.refusal[0]!)).toContain('Enregistrez au format « CSV UTF-8 »')
  })
})

describe('options', () => {
  const wrong: readonly [string, string][] = [
    ['--envelope 10', 'Dites comment répartir'],
    ['--rule ranking', 'Donnez l’enveloppe à répartir'],
    ['--rule ranking --envelope 1.234', 'deux façons'],
    ['--rule best --envelope 1', 'choisissez parmi'],
    ['--rule ranking --when-short reduce --envelope 1', 'choisissez parmi skip, stop, part'],
    ['--rule fixed-by-category --envelope 1', 'Donnez les montants'],
    ['--rule ranking --envelope 1 --cap 500', 'écrivez NOM=MONTANT'],
    ['--rule tiers-by-rank --envelope 1 --tier x=5', 'écrivez un nombre entier'],
    ['--preset pas-de-calais', 'En 2018, 352 000 €'],
    [
      '--preset pas-de-calais --envelope 1',
      'Le plafond de la catégorie « coopération » n’a été trouvé dans aucune page',
    ],
  ]
  test.each(wrong)('« %s » is wrong usage', (words, sentence) => {
    expect(() => termsOf(words)).toThrow(UsageError)
    expect(() => termsOf(words)).toThrow(
      expect.objectContaining({ message: expect.toSatisfy((text: string) => spaced(text).includes(sentence)) }),
    )
  })

  test('the preset gives what is public, the command gives the rest', () => {
    const terms = termsOf('--preset pas-de-calais --envelope 352000 --cap cooperation=8000 --cost-share 80%')
    expect(terms.rule).toEqual({ kind: 'proportional', within: 'category', split: { by: 'votes' } })
    expect(terms.limits.maximumCostShareBasisPoints).toBe(8000)
    expect([...(terms.limits.caps ?? [])]).toEqual([
      ['coopération', 800_000n],
      ['valeurs de l’ESS', 450_000n],
      ['innovation sociale', 2_000_000n],
    ])
  })

  test('each rule is read with its parameters', () => {
    const rules = [
      '--rule tiers-by-rank --tier 3=10000 --tier reste=500 --within category --when-short reduce',
      '--rule territory-quota --quota-projects 1',
      '--rule territory-quota --quota-money 125000 --when-short part',
      '--rule proportional --amount a=60 --amount b=40 --reserved',
    ].map((words) => termsOf(`${words} --envelope 100`).rule)
    expect(rules).toEqual([
      {
        kind: 'tiers-by-rank',
        tiers: [
          { throughRank: 3, amountCents: 1_000_000n },
          { throughRank: 'last', amountCents: 50_000n },
        ],
        within: 'category',
        whenShort: 'reduce',
      },
      { kind: 'territory-quota', quota: { of: 'projects', count: 1 }, whenShort: 'skip' },
      { kind: 'territory-quota', quota: { of: 'money', amount: 12_500_000n }, whenShort: 'part' },
      {
        kind: 'proportional',
        within: 'category',
        split: {
          by: 'amounts',
          amounts: new Map([
            ['a', 6000n],
            ['b', 4000n],
          ]),
          whenLeft: 'reserved',
        },
      },
    ])
  })
})

describe('filigrane allocate', () => {
  const written = { out: '', error: '' }
  beforeEach(() => {
    written.out = ''
    written.error = ''
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.out += String(text)
      return true
    })
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written.error += String(text)
      return true
    })
  })
  afterEach(() => vi.restoreAllMocks())

  const TERMS = '--preset pas-de-calais --envelope 40000 --cap coopération=8000'

  test('says each amount, and on demand its computation', async () => {
    expect(await allocate(TOWN, `${TERMS} --explain`)).toBe(0)
    const out = spaced(written.out)
    expect(out).toContain('4 projets financés sur 4 : 40 000 € proposés sur 40 000 €, reste 0 €.')
    expect(out).toContain('3. P3 Café : 8 000 € (demande 9 000 €)')
    expect(out).toContain('15 500 € × 900 ÷ 1 000 = 13 950 €. Plafonné à 8 000 € (plafond de la catégorie).')
    expect(spaced(written.error)).toContain('innovation sociale » : 20 000 € (déduit, à confirmer).')
  })

  test('gives a table with the computations, and JSON', async () => {
    await allocate(TOWN, `${TERMS} --csv`)
    expect(written.out.split('\r\n')[2]).toContain(
      'P1;La roue tourne;valeurs de l’ESS;Ternois;1234;6000,00;12000,50;2;4500,00;4500,00;',
    )
    written.out = ''
    await allocate(TOWN, `${TERMS} --json`)
    const { total, left, amounts } = JSON.parse(written.out)
    expect([total, left, amounts[3].id, amounts[3].amount]).toEqual(['40000.00', '0.00', 'P4', '7500.00'])
  })

  test('refuses a wrong request with the line of each project, and computes nothing', async () => {
    expect(await allocate(TOWN.replace('9000;9000;3', '9000;8000;3'), TERMS)).toBe(1)
    expect(written.out).toBe('')
    expect(spaced(written.error)).toContain('Ligne 4 : Projet « P3 » : il demande plus qu’il ne coûte.')
  })

  test('the order of the lines changes nothing', async () => {
    await allocate(TOWN, `${TERMS} --explain`)
    const first = written.out
    written.out = ''
    const [titles, ...lines] = TOWN.trimEnd().split('\n')
    await allocate([titles, ...lines.toReversed()].join('\n'), `${TERMS} --explain`)
    expect(written.out).toBe(first)
  })

  async function allocate(text: string, words: string) {
    const file = join(folder, 'projets.csv')
    writeFileSync(file, text)
    return allocateFile.run([file, ...words.split(' ')])
  }
})

function termsOf(words: string) {
  return readTerms(readWords(words.split(' '), ALLOCATION_OPTIONS).values)
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function spaced(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ')
}
