import type { Source } from '../model.ts'

/** A small election whose count is worked by hand: 4 voters, 300 to share, equal shares fund the garden and the bench. */
export const VILLAGE = `META
key;value
description;Budget du village
country;France
unit;Village
instance;2025
num_projects;3
num_votes;4
budget;300
vote_type;approval
rule;greedy
date_begin;01.03.2025
date_end;15.03.2025
currency;EUR
PROJECTS
project_id;cost;votes;name;selected
jardin;150;3;Jardin partagé;1
banc;100;2;Banc & <abri>;1
four;200;1;Four à pain;0
VOTES
voter_id;vote
1;jardin
2;jardin,banc
3;jardin,banc
4;four
`

export const SOURCE: Source = {
  producer: 'Village',
  title: 'village.pb',
  url: 'https://village.example',
  licence: 'Licence Ouverte 2.0',
  citation: undefined,
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
