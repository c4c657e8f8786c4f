"""Names of the made-up people, by community; the mix follows that of an ordinary English district.

Every name is a common one put together by chance: nobody is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Community:
    """Names with the ethnic category and first language that often go with them.

    `ethnicity` is the code of NHS Data Dictionary's ETHNIC CATEGORY, `own_language` how many in a hundred
    prefer `language` to English; `script` pairs a given name with the way its owner writes it.
    """

    weight: float
    ethnicity: str
    language: str
    own_language: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    script: tuple[str, ...] = ()


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ENGLISH = Community(
    67.0, "A", "en", 0,
    _names(
        "Margaret Susan Patricia Christine Linda Jean Barbara Janet Julie Karen Jacqueline Deborah Tracey Jane "
        "Helen Diane Sharon Angela Alison Sarah Claire Nicola Emma Lisa Rebecca Rachel Victoria Laura Gemma Hannah "
        "Charlotte Amy Sophie Lucy Emily Jessica Georgia Megan Chloe Ellie Dorothy Joan Sheila Doreen Brenda Maureen "
        "Beryl Joyce Sylvia Pauline Marion Gillian Lesley Wendy Hazel Heather Ruth Judith Frances Rosemary Zoë Chloë"
    ),
    _names(
        "John David Peter Michael Alan Robert Stephen Paul Brian Graham Philip Keith Roger Colin Barry Derek Kenneth "
        "Raymond Roy Geoffrey Malcolm Trevor Ian Andrew Mark Kevin Gary Simon Martin Nigel Neil Richard Christopher "
        "Matthew Daniel James Thomas Adam Luke Jack Joshua Samuel Benjamin Oliver Harry George Ronald Dennis Leslie "
        "Norman Stanley Arthur Frederick Ernest Douglas Terence Gordon Clive Duncan Stuart Craig Lee Jason Noël"
    ),
    _names(
        "Smith Jones Taylor Brown Wilson Johnson Walker Wright Robinson Thompson White Hughes Edwards Green Hall Wood "
        "Harris Lewis Martin Jackson Clarke Clark Turner Hill Cooper Morris Ward Moore King Watson Baker Harrison "
        "Morgan Young Allen Mitchell James Anderson Phillips Lee Bell Parker Davis Bennett Miller Cook Shaw Cox "
        "Richardson Marshall Collins Carter Bailey Gray Simpson Ellis Adams Mason Foster Hunt Webb Rogers Gibson "
        "Palmer Barnes Mills Knight Holmes Matthews Fisher Russell Barker Stevens Jenkins Fletcher Dixon Hart Day "
        "Payne Lawrence Chapman Harvey Spencer Pearce Reynolds Grant Hayes Nicholson Warren Newman Saunders Burton "
        "Hudson Fox Bishop Hawkins Armstrong Crawford Holloway Ashworth Braithwaite Cholmondeley Featherstone "
        "Greenhalgh Hargreaves Entwistle Ramsbottom Thistlethwaite Winterbottom Fortescue-Brown Lloyd-Price"
    ),
)  # fmt: skip

_OTHERS = (
    Community(3.0, "A", "cy", 12, _names("Siân Angharad Nerys Eleri Ffion Rhiannon Gwenllian Bethan Lowri Carys"),
              _names("Gethin Rhys Siôn Dafydd Iestyn Emyr Llŷr Gwilym Hywel Owain"),
              _names("Evans Griffiths Llewellyn Prosser Gwynne Probert ap-Rhys Cadwaladr Bowen Tudur")),
    Community(3.0, "B", "en", 0, _names("Siobhán Áine Niamh Róisín Gráinne Bríd Sinéad Caoimhe Orlaith Máire"),
              _names("Seán Pádraig Ciarán Eoghan Diarmuid Cathal Tomás Séamus Fionn Donnchadh"),
              _names("O’Brien Ó-Murchú O’Neill Byrne Ní-Dhónaill Mac-Giolla Kavanagh O’Sullivan Gallagher Doherty")),
    Community(5.0, "C", "pl", 30, _names("Anna Małgorzata Agnieszka Elżbieta Grażyna Łucja Żaneta Jadwiga Zofia Beata"),
              _names("Piotr Łukasz Paweł Krzysztof Grzegorz Michał Wojciech Zbigniew Stanisław Bogusław"),
              _names("Kowalska Nowak Wiśniewska Wójcik Kamińska Dąbrowska Źrebiec Łukaszewicz Żuraw Gołąb Świątek")),
    Community(1.5, "C", "ro", 30, _names("Ioana Andreea Ștefania Mihaela Crina Raluca Ileana Brândușa"),
              _names("Ștefan Andrei Ionuț Răzvan Gheorghe Cătălin Bogdan Țugui"),
              _names("Popescu Ionescu Dumitrașcu Stănescu Țiriac Munteanu Bălan Pârvu")),
    Community(1.5, "C", "tr", 25, _names("Ayşe Fatma Elif Özlem Gülşen Şule Çiğdem Nurgül"),
              _names("Mehmet Oğuz Çağlar Şükrü İbrahim Ömer Uğur Barış"),
              _names("Yılmaz Şahin Öztürk Çelik Aydın Doğan Güneş Kılıç Koçoğlu")),
    Community(1.0, "C", "pt", 20, _names("Joana Inês Conceição Fátima Luísa Glória Mónica Íris"),
              _names("João António José Luís Gonçalo Sebastião Simão Estêvão"),
              _names("Araújo Gonçalves Magalhães Simões Conceição Assunção Peixoto Brandão")),
    Community(0.6, "C", "da", 5, _names("Sørine Bodil Åse Anna-Mærie Grethe Kirstine Ragnhild Solveig"),
              _names("Søren Jørgen Bjørn Åke Håkon Ørjan Rasmus Nils"),
              _names("Sørensen Jørgensen Ødegård Ångström Bjørnstad Møller Lindqvist Nygård")),
    Community(4.5, "H", "gu", 15, _names("Nisha Priya Hansa Jyoti Kokila Meena Rekha Sunita Bhavna Anjali"),
              _names("Rajesh Suresh Dilip Bharat Kirit Mahesh Nilesh Vijay Arjun Harish"),
              _names("Patel Shah Desai Mistry Joshi Sharma Mehta Rao Chauhan Solanki")),
    Community(4.0, "J", "ur", 25, _names("Ayesha Fatima Nasreen Shazia Rukhsana Zainab Saima Samina Noor Khadija"),
              _names("Mohammed Imran Tariq Yusuf Asif Khalid Nadeem Rizwan Bilal Hamza"),
              _names("Khan Hussain Ahmed Ali Malik Iqbal Akhtar Mahmood Qureshi Chaudhry"),
              _names("عائشة فاطمة محمد عمران يوسف خالد نور خديجة")),
    Community(2.0, "K", "bn", 35, _names("Shirin Taslima Rehana Nazma Farida Sultana Momtaz Hasina"),
              _names("Abdul Shafiq Jamal Kamrul Rafiq Mizan Faruk Tofazzal"),
              _names("Begum Miah Uddin Chowdhury Rahman Khatun Islam Haque"),
              _names("শিরিন তাসলিমা রেহানা জামাল রফিক মিজান হাসিনা ফরিদা")),
    Community(3.0, "N", "en", 0, _names("Abena Ama Chidinma Folasade Ngozi Adaeze Efua Titilayo Yetunde Oluwaseun"),
              _names("Daniel Kwame Kofi Chukwuemeka Babatunde Olumide Emeka Yaw Ifeanyi Kwabena"),
              _names("Osei Mensah Okafor Adeyemi Boateng Nwosu Balogun Owusu Adébáyọ̀ Ọlátúnjí Eze Asante")),
    Community(1.5, "M", "en", 0, _names("Marcia Yvonne Beverley Sonia Winsome Lorna Delores Merlene"),
              _names("Winston Delroy Leroy Errol Neville Everton Carlton Devon"),
              _names("Campbell Gordon Francis Grant Williams Bailey Powell McKenzie")),
    Community(1.4, "R", "zh", 35, _names("Mei-Ling Xiùyīng Lì Fang Jìng Yàn Hui-Min Xiǎohóng"),
              _names("Wei Jiàn Míng Chen-Yu Qiáng Lěi Guó-Dōng Zhìyuǎn"),
              _names("Wáng Lǐ Zhāng Liú Chén Yáng Huáng Lǚ Zhào Xú"), _names("秀英 丽 静 燕 伟 明 强 国栋")),
    Community(1.5, "S", "ar", 40, _names("Maryam Layla Huda Rania Salma Amal Nawal Yasmin"),
              _names("Ahmad Mahmoud Omar Khaled Mustafa Karim Samir Tariq"),
              _names("Al-Hassan El-Sayed Al-Masri Haddad Mansour Al-Rashid Nasser Abd-al-Rahman"),
              _names("مريم ليلى هدى سلمى أحمد محمود عمر كريم")),
    Community(0.8, "S", "fa", 35, _names("Shirin Parisa Nasrin Mahsa Golnar Zahra Soraya Laleh"),
              _names("Reza Hossein Amir Dariush Behrouz Farhad Kaveh Siavash"),
              _names("Karimi Hosseini Mohammadi Ahmadi Tehrani Jafari Rostami Moradi")),
    Community(0.7, "D", "en", 0, _names("Naomi Jasmine Leah Imani Renée Thérèse Anaïs Noémie"),
              _names("Marcus Jérôme André Nathan Tyrone Isaac René Joël"),
              _names("Baptiste Côté D’Souza Fernandes St.Clair Beauséjour Roberts Hinds")),
)  # fmt: skip

COMMUNITIES = (_ENGLISH, *_OTHERS)
UP_TO = tuple(accumulate(community.weight for community in COMMUNITIES))
"""Cumulative weights, for Random.choices."""

ETHNIC_WORDS = {
    "A": "British, mixed British", "B": "Irish", "C": "Any other White background",
    "D": "White and Black Caribbean", "H": "Indian or British Indian", "J": "Pakistani or British Pakistani",
    "K": "Bangladeshi or British Bangladeshi", "M": "Caribbean", "N": "African", "R": "Chinese",
    "S": "Any other ethnic group", "Z": "Not stated",
}  # fmt: skip

LANGUAGES = {
    "en": "English", "cy": "Welsh", "pl": "Polish", "ro": "Romanian", "tr": "Turkish", "pt": "Portuguese",
    "da": "Danish", "gu": "Gujarati", "ur": "Urdu", "bn": "Bengali", "zh": "Chinese", "ar": "Arabic", "fa": "Persian",
    "bfi": "British Sign Language",
}  # fmt: skip
