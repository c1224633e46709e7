import sqlalchemy as sa
from theflow.settings import settings

engine = sa.create_engine(settings.KH_DATABASE)
with engine.begin() as connection:
    connection.execute(sa.text("CREATE TABLE IF NOT EXISTS ktem__index (id INTEGER PRIMARY KEY, name TEXT)"))
    connection.execute(sa.text("INSERT OR IGNORE INTO ktem__index VALUES (1, 'Files')"))
