"""The action server's side of the triage: each answer is validated, the risk is decided at the end."""

import re

from rasa_sdk import Action, FormValidationAction
from rasa_sdk.events import SlotSet

SYMPTOMS = ("febre", "tosse", "garganta", "coriza", "cabeça", "corpo", "cansaço")
CONDITIONS = ("diabetes", "pressão", "asma", "coração", "rim", "câncer")
YES = ("sim", "s", "claro", "pode", "aceito")
NO = ("não", "nao", "n", "nunca")


def number(text, lowest, highest):
    found = re.search(r"\d+(?:[.,]\d+)?", text)
    value = float(found[0].replace(",", ".")) if found else None
    return value if value is not None and lowest <= value <= highest else None


def yes_or_no(text):
    words = text.lower().split()
    if any(word in words for word in NO):
        return False
    return True if any(word in words for word in YES) else None


def named(text, options):
    return [option for option in options if option in text.lower()] or ["nenhum"]


class ValidateTriagemForm(FormValidationAction):
    def name(self):
        return "validate_triagem_form"

    def validate_consentimento(self, value, dispatcher, tracker, domain):
        return {"consentimento": yes_or_no(value)}

    def validate_nome(self, value, dispatcher, tracker, domain):
        return {"nome": value.strip()[:80] or None}

    def validate_idade(self, value, dispatcher, tracker, domain):
        return {"idade": number(value, 0, 120)}

    def validate_municipio(self, value, dispatcher, tracker, domain):
        return {"municipio": value.strip().title() or None}

    def validate_sintomas(self, value, dispatcher, tracker, domain):
        return {"sintomas": named(value, SYMPTOMS)}

    def validate_dias_sintomas(self, value, dispatcher, tracker, domain):
        return {"dias_sintomas": number(value, 0, 60)}

    def validate_respiracao(self, value, dispatcher, tracker, domain):
        said = value.lower()
        return {"respiracao": "dificil" if "dif" in said else "cansaco" if "cans" in said else "normal"}

    def validate_temperatura(self, value, dispatcher, tracker, domain):
        return {"temperatura": number(value, 34, 43)}

    def validate_condicoes(self, value, dispatcher, tracker, domain):
        return {"condicoes": named(value, CONDITIONS)}

    def validate_gestante(self, value, dispatcher, tracker, domain):
        return {"gestante": yes_or_no(value)}

    def validate_exposicao(self, value, dispatcher, tracker, domain):
        return {"exposicao": yes_or_no(value)}


class ActionClassificar(Action):
    def name(self):
        return "action_classificar"

    def run(self, dispatcher, tracker, domain):
        risk = self.risk(tracker.current_slot_values())
        dispatcher.utter_message(text=f"Risco: {risk}. Se aparecer falta de ar, ligue 192.")
        return [SlotSet("risco", risk)]

    def risk(self, slots):
        if slots["respiracao"] == "dificil":
            return "grave"
        frail = slots["idade"] >= 60 or slots["condicoes"] != ["nenhum"] or slots["gestante"]
        if slots["respiracao"] == "cansaco" or (frail and slots["temperatura"] >= 37.8):
            return "moderado"
        return "sem sinais" if slots["sintomas"] == ["nenhum"] else "leve"
