-- Who has no number can ask not to be shown too, and who asked can come back.
ALTER TABLE directory_withdrawal
  ADD COLUMN name_mark bytea CONSTRAINT directory_withdrawal_name_mark_is_unique UNIQUE
    CONSTRAINT directory_withdrawal_name_mark_is_a_hash CHECK (octet_length(name_mark) = 32),
  ADD COLUMN structure_id uuid CONSTRAINT directory_withdrawal_is_of_a_structure REFERENCES structure (id),
  DROP CONSTRAINT directory_withdrawal_has_one_number,
  ADD CONSTRAINT directory_withdrawal_is_known_once CHECK (num_nonnulls(siren, rna, name_mark) = 1);
GRANT DELETE ON directory_withdrawal TO {{app}};

-- How many establishments stood on 31 December of each year: what the series of the stock is drawn from.
ALTER TABLE figure_year ADD COLUMN standing integer
  CONSTRAINT figure_year_standing_is_counted CHECK (standing >= 0);
