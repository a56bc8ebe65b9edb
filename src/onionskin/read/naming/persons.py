"""Which names are persons': a given name of the countries whose languages are read, and a family name."""

from __future__ import annotations

import re
import unicodedata

from onionskin.plugins.contracts import words

_GIVEN_NAMES = frozenset(
    words(
        """
    aaron adam adrian alan albert alberto alejandro alessandro alex alexander alexandre alexis alfredo ali alice alicia allison amanda amir amy ana anders
    andrea andreas andres andrew andrei andy angela anita ann anna anne anthony antoine antonio arjan arne arthur astrid ayrton barbara bart bas beatriz
    ben benjamin bernard bernd bert bill bob brad brandon brett brian bruce bruno carl carla carlos carmen caroline catherine charles charlie chris
    christian christina christine christophe christopher claire claudia claudio colin costin craig cristina dan daniel daniela daniele dave david dean
    deborah dennis diana diego dieter dirk dmitri dominic don donald doug douglas dylan ed eduardo edward elena elisabeth elizabeth emil emily emma
    emmanuel enrico enrique eric erica erik ernst esther etienne eugene eva evan fabian fabio fabrizio felipe felix fernando filippo florian francesca
    francesco francis francisco franck francois frank frans fred frederic fredrik gabriel gary george georges gerald gerard gerhard gianluca gina giorgio
    giovanni giulia giuseppe glenn graham greg gregory guido guillaume gustavo hans harald harry heather hector heiko helen helena helmut hendrik henri
    henrik henry herbert hugo ian igor ingrid isaac isabel isabelle ivan jack jaime jake james jan jana jane janet javier jason jean jeff jeffrey jen
    jennifer jens jeremy jeroen jessica jesus jill jim jimmy joan joanna joao joe joel joerg jorg jorgen bjorn soren andre johan johann johannes john jon jonas jonathan jordan jorge
    jose josef joseph josh joshua juan judith julia julian julie julien jurgen justin kai karen karim karin karl kate katherine kathleen katie keith kelly
    ken kenneth kevin kim klaus koen kris kurt kyle lara lars laura lauren laurence laurent lea lee leo leon leonardo liam linda lisa lorenzo louis louise
    lucas lucia luca luigi luis luiz lukas luke manuel marc marcel marcelo marco marcos marcus margaret maria marie mario marion mark markus marta martha
    martin mary massimo mathias mathieu matt matteo matthew matthias maurice mauricio max maxime megan melissa micah michael michel michele michelle
    miguel mikael mike mikhail mohamed monica monika morgan nadia nancy natalia natalie nathan neil nicholas nick nico nicolas nicole nikita nikolai nils
    norbert oleg oliver olivia olivier oscar otto pablo paola paolo pascal pat patricia patrick paul paula paulo pavel pedro peter petra phil philip
    philipp philippe pierre pieter rachel rafael ralf ralph ramon raphael rasmus raul raymond rebecca regina renato rene ricardo riccardo richard rick rob
    robert roberto robin rodrigo roger roland roman ron ronald rosa rosario ross roy ruben rudolf russell ruth ryan sabine salvatore sam samantha samuel
    sandra sara sarah scott sean sebastian serge sergei sergey sergio shane sharon silvia simon simone sofia sonia sophie stefan stefano stephan stephane
    stephanie stephen steve steven stewart stuart sue susan susanne sven sylvain tamara tatiana ted terry theo theodor theresa thierry thomas thorsten tim
    timothy tina todd tom tomas tommaso tommy tony tracy ulrich ute valentina valerie vanessa vera veronica victor victoria vincent vincenzo virginia
    vladimir walter wayne werner will willem william wim wolfgang xavier yann yves zach
    aline anja anke annika anouk antonella arjen aurelie bastien belen benoit bernardo bettina birgit bram brenda britta bruna caio camila camille carlo catarina cedric celine chiara
    clement corentin cynthia daan dagmar damien dario darren davi derek diane didier duarte edoardo edwin elaine elisa elke elodie emanuele emilio enzo fabrice federica femke fernanda
    filipa fiona franziska friedrich gabriele gael gavin geert geoffrey gerd gerrit giacomo gilles giulio goncalo gonzalo gunter hanneke hannah hannes heike hein heinz helene henrique herve
    holger howard ignacio iker ilaria ilse ines inigo ineke jaap jacob janneke jelle jerome joachim joana joanne joaquin jochen joel joost joris jos jutta kees kimberly kirsten klaas konrad
    kristin larissa lena leonard leonor leticia lieke lothar lucie luciana ludovic lutz maarten maaike maelle maik manon marcia maren marieke marijke mariana marjolein marlene martijn martina
    mateo mateus mathilde mattia maurizio melanie michela mirjam monica morgane nadege nadine nicola niels nigel nina noemie norman nuno nuria olaf ole otavio pamela pauline piet pietro pim priya
    quentin rainer rajesh ravi reinhard renata rik rita roberta rocio roel rolf romain ronan rudiger rui ruud sally sander sandro sascha saskia sebastien sheila silke silvio sjoerd sofie stefania stefanie
    stijn sunil suresh tamsin tanja tanya teresa teun thiago thibault thijs tiago till tobias toon torsten tracey trevor ugo ulrike umberto ursula uwe valeria vasco veronique vinicius vitor volker wendy wiebke
    wilhelm wouter yannick yoann yvonne zoe
    benno mirjam yusuke tomasz katrin mette ivo bastiaan
        """
    )
)
_PERSON = re.compile(
    r"([^\W\d_]+)(?: [A-Z]\.)?(?: (?:van|von|de|der|den|da|di|del|la|le))*(?: [^\W\d_a-z][\w'-]+){1,2}"
)


def is_person(name: str) -> bool:
    """Say whether a name begins with a given name, and a family name follows."""
    whole = _PERSON.fullmatch(name)
    return whole is not None and _folded(whole[1]) in _GIVEN_NAMES


def is_given_name(name: str) -> bool:
    """Say whether a name is a given name alone: "Mirjam", as a podcast calls its host."""
    return name.isalpha() and _folded(name) in _GIVEN_NAMES


def _folded(word: str) -> str:
    marks = unicodedata.normalize("NFD", word.casefold())
    return "".join(char for char in marks if not unicodedata.combining(char))
