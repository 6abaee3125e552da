"""The rules, kin by kin; `registry` knows them all."""
