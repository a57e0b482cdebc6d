"""What editors wrote, checked: its model, its files, its problems."""

from bot.knowledge.amendments import AMENDMENTS, with_its_own
from bot.knowledge.cast import Cast, Role, mentions
from bot.knowledge.check import check, taken_id
from bot.knowledge.collection import EVERYBODY, StatedCollection
from bot.knowledge.collection_file import (
    COLLECTION_FILE,
    CollectionReading,
    is_called_collection,
    read_collection,
)
from bot.knowledge.collection_rules import CollectionRules, Rule, RuleState, rules_in
from bot.knowledge.dates import read_date
from bot.knowledge.editing import Insert, Put, Remove, UnwritableEditError, rewritten
from bot.knowledge.embargo import opens_at, speaks_of_embargo
from bot.knowledge.errors import FolderError, KnowledgeError, MissingFolderError
from bot.knowledge.identity import EntryChanges, changes
from bot.knowledge.imprint import Trait, differing, imprint
from bot.knowledge.items import (
    Item,
    Listed,
    PersonMention,
    Place,
    Published,
    Record,
    Shown,
    date_of,
    find_item,
    published_key,
)
from bot.knowledge.lenient import surveyed
from bot.knowledge.library import ENDINGS, NO_STAMP, FileChanges, Known, Scan, compare, is_bare, scan
from bot.knowledge.model import (
    Address,
    Article,
    Corrected,
    Correction,
    Dispute,
    Disputed,
    Fact,
    Person,
    Quote,
    Speech,
    Withdrawal,
    Withdrawn,
)
from bot.knowledge.naming import NamedEntries, name_entries
from bot.knowledge.people_file import PEOPLE_FILE, PeopleReading, read_people
from bot.knowledge.problems import FolderReport, Problem, limited
from bot.knowledge.reader import read, read_bytes
from bot.knowledge.schema import collection_schema, knowledge_schema, people_schema
from bot.knowledge.stated import StatedOffice, StatedPerson, stated_from_json, stated_to_json
from bot.knowledge.strict import documents, plain_document
from bot.knowledge.watch import Watcher, WatchError
from bot.knowledge.yaml_text import yaml_lines

__all__ = [
    "AMENDMENTS",
    "COLLECTION_FILE",
    "ENDINGS",
    "EVERYBODY",
    "NO_STAMP",
    "PEOPLE_FILE",
    "Address",
    "Article",
    "Cast",
    "CollectionReading",
    "CollectionRules",
    "Corrected",
    "Correction",
    "Dispute",
    "Disputed",
    "EntryChanges",
    "Fact",
    "FileChanges",
    "FolderError",
    "FolderReport",
    "Insert",
    "Item",
    "KnowledgeError",
    "Known",
    "Listed",
    "MissingFolderError",
    "NamedEntries",
    "PeopleReading",
    "Person",
    "PersonMention",
    "Place",
    "Problem",
    "Published",
    "Put",
    "Quote",
    "Record",
    "Remove",
    "Role",
    "Rule",
    "RuleState",
    "Scan",
    "Shown",
    "Speech",
    "StatedCollection",
    "StatedOffice",
    "StatedPerson",
    "Trait",
    "UnwritableEditError",
    "WatchError",
    "Watcher",
    "Withdrawal",
    "Withdrawn",
    "changes",
    "check",
    "collection_schema",
    "compare",
    "date_of",
    "differing",
    "documents",
    "find_item",
    "imprint",
    "is_bare",
    "is_called_collection",
    "knowledge_schema",
    "limited",
    "mentions",
    "name_entries",
    "opens_at",
    "people_schema",
    "plain_document",
    "published_key",
    "read",
    "read_bytes",
    "read_collection",
    "read_date",
    "read_people",
    "rewritten",
    "rules_in",
    "scan",
    "speaks_of_embargo",
    "stated_from_json",
    "stated_to_json",
    "surveyed",
    "taken_id",
    "with_its_own",
    "yaml_lines",
]
