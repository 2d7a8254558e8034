import { describe, expect, test } from 'vitest'
import type { FaultKind } from './faults.ts'
import { readElection } from './read.ts'
import { sentenceOf } from './sentences.ts'

const GOOD = [
  'META',
  'key;value',
  'budget;100',
  'vote_type;approval',
  'num_votes;2',
  'PROJECTS',
  'project_id;cost;name',
  '7;60;Parc',
  '12;40;École',
  'VOTES',
  'voter_id;vote',
  '1;7',
  '2;7,12',
  '',
].join('\n')

const CUMULATIVE = GOOD.replace('approval', 'cumulative')
  .replace('voter_id;vote', 'voter_id;vote;points')
  .replace('1;7\n', '1;7;2\n')
  .replace('2;7,12', '2;7,12;1,3')

const latin1 = Uint8Array.from(GOOD, (letter) => letter.charCodeAt(0))
const utf16 = Uint8Array.from([0xff, 0xfe, ...Array.from(GOOD).flatMap((letter) => [letter.charCodeAt(0), 0])])

/** For each fault, files that have it and the sentence, with ordinary spaces and apostrophes. The compiler keeps it whole. */
const CASES: Readonly<Record<FaultKind, readonly (readonly [string, string | Uint8Array, string])[]>> = {
  'file-too-large': [
    [
      '200 MB',
      'x'.repeat(2001),
      "Le fichier pèse 1 Mo et la limite est de 1 Mo. Vérifiez que c'est bien un fichier de votes.",
    ],
  ],
  'file-empty': [
    [
      'nothing',
      '',
      'Ligne 1 : le fichier est vide. Choisissez un fichier .pb avec ses trois parties META, PROJECTS et VOTES.',
    ],
    ['a byte order mark alone', '\ufeff', 'Ligne 1 : le fichier est vide.'],
    ['blank lines', '\n\n \n', 'Ligne 1 : le fichier est vide.'],
  ],
  'file-binary': [['a zero byte', GOOD.replace('École', 'Éc\0le'), "Ligne 9 : ce n'est pas du texte."]],
  'not-utf8': [
    [
      'Latin 1',
      latin1,
      'Ligne 9 : les lettres ne sont pas en UTF-8. Ouvrez le fichier dans un éditeur de texte ou un tableur, enregistrez en UTF-8, puis recommencez.',
    ],
    ['UTF-16', utf16, 'Ligne 1 : les lettres ne sont pas en UTF-8.'],
    [
      'a letter cut at the end',
      new TextEncoder().encode(`${GOOD}3;é`).slice(0, -1),
      'Ligne 14 : les lettres ne sont pas en UTF-8.',
    ],
    [
      'far in the file',
      Uint8Array.from([...new TextEncoder().encode(GOOD.replace('Parc', 'é'.repeat(600_000))), 0xe9, 0x0a]),
      'Ligne 14 : les lettres',
    ],
    [
      'cut far in the file',
      Uint8Array.from([...new TextEncoder().encode(GOOD.replace('Parc', `x${'é'.repeat(600_000)}`)), 0xe9]),
      'Ligne 14 : les lettres',
    ],
  ],
  'file-truncated': [
    [
      'votes lost',
      GOOD.replace('2;7,12\n', ''),
      "Ligne 12 : le fichier annonce 2 votes (num_votes) et n'en contient que 1. Il est sans doute coupé : prenez-le à nouveau. S'il est complet, corrigez num_votes.",
    ],
  ],
  'quote-unclosed': [
    [
      'to the end of the file',
      GOOD.replace('Parc', '"Parc'),
      `Ligne 8 : un guillemet " est ouvert et n'est jamais refermé. Refermez-le, ou prenez le fichier à nouveau s'il est coupé.`,
    ],
    ['in META', GOOD.replace('100', '"100'), 'Ligne 3 : un guillemet'],
    ['at the top', `"${GOOD}`, 'Ligne 1 : un guillemet'],
    ['in the titles of META', GOOD.replace('key', '"key'), 'Ligne 2 : un guillemet'],
    ['in the titles of PROJECTS', GOOD.replace('project_id', '"project_id'), 'Ligne 7 : un guillemet'],
    ['in a vote', GOOD.replace('7,12', '"7,12'), 'Ligne 13 : un guillemet'],
    ['after a quoted line end', GOOD.replace('7;60;Parc', '"7\n";60;"Parc'), 'Ligne 9 : un guillemet'],
  ],
  'text-after-quote': [
    [
      'letters',
      GOOD.replace('Parc', '"Parc ; bancs" verts'),
      `Ligne 8 : il y a du texte juste après un guillemet " fermé. Mettez toute la case entre guillemets, et doublez ceux qui sont dedans.`,
    ],
  ],
  'cells-missing': [
    [
      'a project without cost',
      GOOD.replace('12;40;École', '12'),
      "Ligne 9 : il y a 1 case(s) au lieu de 3. Complétez la ligne, ou prenez le fichier à nouveau s'il est coupé.",
    ],
    ['a vote cut', GOOD.replace('2;7,12\n', '2'), 'Ligne 13 : il y a 1 case(s) au lieu de 2.'],
    ['a key without value', GOOD.replace('budget;100', 'budget'), 'Ligne 3 : il y a 1 case(s) au lieu de 2.'],
  ],
  'cells-in-excess': [
    [
      'a name with a semicolon',
      GOOD.replace('Parc', 'Parc;bancs'),
      'Ligne 8 : il y a 4 cases au lieu de 3. Si un texte contient un point-virgule, mettez-le entre guillemets ".',
    ],
    ['two budgets', GOOD.replace('budget;100', 'budget;100;200'), 'Ligne 3 : il y a 3 cases au lieu de 2.'],
    ['a vote with a stray cell', GOOD.replace('2;7,12', '2;7;12'), 'Ligne 13 : il y a 3 cases au lieu de 2.'],
    [
      'a line of separators alone',
      GOOD.replace('École', `É${';'.repeat(1000)}`),
      "Ligne 9 : il y a plus de 1 000 cases. Vérifiez que c'est bien un fichier de votes.",
    ],
  ],
  'section-missing': [
    [
      'no META',
      GOOD.slice(GOOD.indexOf('PROJECTS')),
      "Ligne 1 : la partie META manque. Ajoutez la ligne META, ou prenez le fichier à nouveau s'il est coupé.",
    ],
    ['another kind of file', 'a,b,c\n1,2,3\n', 'Ligne 1 : la partie META manque.'],
    ['cut in META', GOOD.slice(0, GOOD.indexOf('PROJECTS')), 'Ligne 5 : la partie PROJECTS manque.'],
    ['cut in PROJECTS', GOOD.slice(0, GOOD.indexOf('VOTES')), 'Ligne 9 : la partie VOTES manque.'],
  ],
  'section-misplaced': [
    [
      'VOTES before PROJECTS',
      GOOD.replace('PROJECTS', 'VOTES'),
      "Ligne 6 : la partie VOTES n'est pas à sa place. Mettez une seule fois META, puis PROJECTS, puis VOTES.",
    ],
    ['META again', GOOD.replace('VOTES', 'META'), "Ligne 10 : la partie META n'est pas à sa place."],
    ['PROJECTS again', `${GOOD}PROJECTS\n`, "Ligne 14 : la partie PROJECTS n'est pas à sa place."],
  ],
  'header-missing': [
    [
      'no titles in META',
      GOOD.replace('key;value\n', ''),
      'Ligne 2 : la ligne des titres manque (lu : « budget;100 »). Écrivez ici « key;value », avec des points-virgules.',
    ],
    [
      'commas instead of semicolons',
      GOOD.replace('key;value', 'key,value'),
      'Ligne 2 : la ligne des titres manque (lu : « key,value »).',
    ],
    ['META alone', 'META\n', 'Ligne 1 : la ligne des titres manque. Écrivez'],
    [
      'no line under PROJECTS',
      'META\nkey;value\nbudget;1\nvote_type;approval\nPROJECTS\n',
      'Ligne 5 : la ligne des titres manque. Écrivez ici « project_id;cost »',
    ],
    [
      'no line under VOTES',
      GOOD.slice(0, GOOD.indexOf('voter_id')),
      'Ligne 10 : la ligne des titres manque. Écrivez ici « voter_id;vote »',
    ],
  ],
  'column-missing': [
    [
      'no cost',
      GOOD.replace('project_id;cost', 'project_id;prix'),
      'Ligne 7 : la colonne « cost » manque (lu : « project_id;prix;name »). Ajoutez-la ou corrigez son titre.',
    ],
    ['no points', GOOD.replace('approval', 'cumulative'), 'Ligne 11 : la colonne « points » manque'],
  ],
  'column-repeated': [
    [
      'two names',
      GOOD.replace('cost;name', 'cost;cost'),
      'Ligne 7 : la colonne « cost » est là deux fois. Gardez-en une seule.',
    ],
  ],
  'key-missing': [
    [
      'no budget',
      GOOD.replace('budget;100\n', ''),
      'Ligne 5 : la partie META, qui finit ici, ne donne pas « budget ». Ajoutez une ligne « budget;… ».',
    ],
    [
      'no type of vote',
      GOOD.replace('vote_type;approval\n', ''),
      'Ligne 5 : la partie META, qui finit ici, ne donne pas « vote_type ».',
    ],
  ],
  'key-contradicted': [
    [
      'two budgets',
      GOOD.replace('num_votes;2', 'budget;200'),
      'Ligne 5 : « budget » est déjà donné plus haut avec une autre valeur (« 100 »). Gardez une seule des deux lignes.',
    ],
  ],
  'vote-type-unknown': [
    [
      'a word of ours',
      GOOD.replace('approval', 'approbation'),
      "Ligne 4 : le type de vote « approbation » n'est pas connu. Écrivez approval, choose-1, cumulative, scoring ou ordinal.",
    ],
  ],
  'number-missing': [
    ['no cost', GOOD.replace(';60;', ';;'), 'Ligne 8 : le coût manque. Écrivez un nombre plus grand que zéro.'],
    ['no budget', GOOD.replace('budget;100', 'budget; '), 'Ligne 3 : le budget manque.'],
  ],
  'number-negative': [
    [
      'a cost',
      GOOD.replace(';60;', ';-60;'),
      "Ligne 8 : le coût « -60 » : un nombre négatif n'est pas possible ici. Écrivez un nombre plus grand que zéro.",
    ],
    ['a budget', GOOD.replace('budget;100', 'budget;-1.5'), 'Ligne 3 : le budget « -1.5 » : un nombre négatif'],
    ['points', CUMULATIVE.replace('1,3', '1,-3'), 'Ligne 13 : les points « -3 » : un nombre négatif'],
  ],
  'number-zero': [
    [
      'a cost',
      GOOD.replace(';60;', ';0;'),
      "Ligne 8 : le coût : zéro n'est pas possible ici. Écrivez un nombre plus grand que zéro.",
    ],
    ['a budget', GOOD.replace('budget;100', 'budget;0.00'), 'Ligne 3 : le budget : zéro'],
  ],
  'number-has-comma': [
    [
      'French decimals',
      GOOD.replace(';60;', ';60,5;'),
      'Ligne 8 : le coût « 60,5 » : la virgule peut se lire de deux façons. Écrivez un point devant les décimales, par exemple 1250.50.',
    ],
  ],
  'number-has-separators': [
    [
      'thousands',
      GOOD.replace('budget;100', 'budget;1 000'),
      'Ligne 3 : le budget « 1 000 » : il y a des espaces ou des signes entre les chiffres. Écrivez les chiffres à la suite, par exemple 1250000 ou 1250.50.',
    ],
    [
      'narrow spaces',
      GOOD.replace('budget;100', 'budget;1\u202f000'),
      'Ligne 3 : le budget « 1\u202f000 » : il y a des espaces',
    ],
    [
      'points between thousands',
      GOOD.replace('budget;100', 'budget;1.000.000'),
      'Ligne 3 : le budget « 1.000.000 » : il y a des espaces',
    ],
    ['both', GOOD.replace('budget;100', 'budget;1,000.50'), 'Ligne 3 : le budget « 1,000.50 » : il y a des espaces'],
  ],
  'number-too-long': [
    [
      'a budget of 16 digits',
      GOOD.replace('budget;100', 'budget;1234567890123456'),
      'Ligne 3 : le budget « 1234567890123456 » : ce nombre est trop long pour être compté. Vérifiez-le (15 chiffres au plus, et 9 après le point).',
    ],
    ['a cost of 10 decimals', GOOD.replace(';60;', ';1.0000000001;'), 'Ligne 8 : le coût « 1.0000000001 » : ce nombre'],
    [
      'points that together pass what a double counts',
      CUMULATIVE.replace('1,3', '999999999999999.55,3'),
      'Ligne 13 : les points : leur total est trop long',
    ],
  ],
  'number-unreadable': [
    [
      'a unit',
      GOOD.replace(';60;', ';60 €;'),
      "Ligne 8 : le coût « 60 € » : ce n'est pas un nombre. Écrivez des chiffres seuls, sans unité, par exemple 1250 ou 1250.50.",
    ],
    ['an exponent', GOOD.replace(';60;', ';6e1;'), "Ligne 8 : le coût « 6e1 » : ce n'est pas un nombre."],
    ['points', CUMULATIVE.replace('1;7;2', '1;7;deux'), "Ligne 12 : les points « deux » : ce n'est pas un nombre."],
  ],
  'project-id-missing': [
    [
      'an empty cell',
      GOOD.replace('7;60', ' ;60'),
      "Ligne 8 : ce projet n'a pas de numéro. Remplissez la colonne project_id.",
    ],
  ],
  'project-id-has-comma': [
    [
      'a comma',
      GOOD.replace('7;60', '7,1;60'),
      'Ligne 8 : le numéro de projet « 7,1 » contient une virgule, qui sert à séparer les choix. Changez ce numéro, ici et dans les votes.',
    ],
  ],
  'project-repeated': [
    [
      'the same number',
      GOOD.replace('12;40', '7;40'),
      'Ligne 9 : le projet « 7 » est déjà dans la section PROJECTS. Gardez une seule des deux lignes.',
    ],
  ],
  'projects-in-excess': [
    [
      '10 001 projects',
      GOOD.replace('7;60;Parc', Array.from({ length: 10_000 }, (_, index) => `p${index};1;`).join('\n')),
      "Ligne 10008 : la section PROJECTS contient plus de 10 000 projets. Vérifiez que c'est bien un fichier de votes.",
    ],
  ],
  'project-missing': [
    [
      'no project',
      GOOD.replace('7;60;Parc\n12;40;École\n', ''),
      'Ligne 8 : la section PROJECTS ne contient aucun projet. Ajoutez une ligne par projet.',
    ],
  ],
  'votes-missing': [
    [
      'no vote',
      GOOD.replace('1;7\n2;7,12\n', ''),
      'Ligne 11 : la section VOTES ne contient aucun vote. Ajoutez une ligne par votant.',
    ],
  ],
  'project-unknown': [
    [
      'in a vote',
      GOOD.replace('2;7,12', '2;7,13'),
      "Ligne 13 : le projet « 13 » n'existe pas dans la section PROJECTS. Corrigez le vote ou ajoutez le projet.",
    ],
    ['the start of a number', GOOD.replace('2;7,12', '2;7,1'), "Ligne 13 : le projet « 1 » n'existe pas"],
    [
      'a very long one',
      GOOD.replace('2;7,12', `2;${'9'.repeat(500)}`),
      `Ligne 13 : le projet « ${'9'.repeat(60)}… » n'existe pas`,
    ],
  ],
  'choice-missing': [
    [
      'between two commas',
      GOOD.replace('2;7,12', '2;7,,12'),
      'Ligne 13 : il manque un choix entre deux virgules. Corrigez la liste, par exemple 3,7,12.',
    ],
    ['a comma alone', GOOD.replace('2;7,12', '2;,'), 'Ligne 13 : il manque un choix'],
    ['before the first comma', GOOD.replace('2;7,12', '2; ,7'), 'Ligne 13 : il manque un choix'],
  ],
  'choices-in-excess': [
    [
      'two choices where one is allowed',
      GOOD.replace('approval', 'choose-1'),
      "Ligne 13 : ce vote porte 2 choix, et le type de vote choose-1 n'en permet qu'un. Corrigez le vote ou le type de vote.",
    ],
  ],
  'points-mismatched': [
    [
      'fewer points than choices',
      CUMULATIVE.replace('1,3', '1'),
      'Ligne 13 : il y a 2 choix et 1 nombre(s) de points. Donnez un nombre de points à chaque choix.',
    ],
    ['more', CUMULATIVE.replace('1,3', '1,3,2'), 'Ligne 13 : il y a 2 choix et 3 nombre(s) de points.'],
  ],
  'points-contradicted': [
    [
      'two numbers for one project',
      CUMULATIVE.replace('7,12;1,3', '7,7;1,3'),
      'Ligne 13 : le projet « 7 » reçoit deux nombres de points différents dans le même vote. Gardez-en un seul.',
    ],
  ],
}

test('the files the others are made from can be read', () => {
  expect(readElection(GOOD).ok).toBe(true)
  expect(readElection(CUMULATIVE).ok).toBe(true)
})

describe.each(Object.entries(CASES))('%s', (kind, cases) => {
  test.each(cases)('%s', (_, text, sentence) => {
    const result = readElection(text, kind === 'file-too-large' ? { sizeLimit: 2000 } : {})
    expect(result).toMatchObject({ ok: false, refusal: { kind } })
    if (!result.ok) expect(plain(sentenceOf(result.refusal)).slice(0, plain(sentence).length)).toBe(plain(sentence))
  })
})

test('a sentence has the spaces and apostrophes of French print', () => {
  const sentence = sentenceOf({ kind: 'project-unknown', line: 84, subject: "l'eau ; 12", found: '' })
  expect(sentence).toBe(
    "Ligne 84\u00a0: le projet «\u00a0l'eau ; 12\u00a0» n’existe pas dans la section PROJECTS. Corrigez le vote ou ajoutez le projet.",
  )
})

test('the line is written as editors show it, quantities as the French do', () => {
  const fault = { kind: 'file-truncated', line: 1620, subject: '2553', found: '1580' } as const
  expect(sentenceOf(fault)).toMatch(/^Ligne 1620\u00a0: le fichier annonce 2\u202f553 votes/)
})

test('a file at the limit is read', () => {
  const size = new TextEncoder().encode(GOOD).length
  expect(readElection(GOOD, { sizeLimit: size }).ok).toBe(true)
  expect(readElection(GOOD, { sizeLimit: size - 1 }).ok).toBe(false)
})

function plain(sentence: string): string {
  return sentence.replace(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'")
}
