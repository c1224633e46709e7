-- Run by the postStart hook at each start, by the superuser: the app's role, its password as the
-- Secret has it now, and its database. It can be run any number of times.

-- A statement that fails or takes long would be logged whole, the password in it.
SET log_statement = 'none';
SET log_min_error_statement = 'panic';
SET log_min_duration_statement = -1;
SET log_min_duration_sample = -1;
SET log_transaction_sample_rate = 0;
-- Without the extension this is the name of nothing, which may be set.
SET pg_stat_statements.track_utility = off;

-- As long as the hook runs, the pod cannot even be deleted (kubernetes/kubernetes#116032).
SET statement_timeout = '60s';
SET lock_timeout = '30s';

\getenv password POSTGRES_PASSWORD

SELECT format('CREATE ROLE %I', :'user')
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'user')
\gexec

ALTER ROLE :"user" LOGIN PASSWORD :'password';

SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'user')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database')
\gexec
